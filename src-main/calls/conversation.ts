import type { Call, Direction, Party, Via } from './call.ts';
import type { Channel } from './channel-table.ts';
import { deviceName } from './device.ts';
import { nobody } from './party.ts';
import type { Rule } from './reasons.ts';

/** What is known of a channel of mine in a call, also after it hung up. */
export interface LegFacts {
  readonly uniqueid: string;
  channel: string;
  device: string;
  /** I placed the call on it, as opposed to its having been rung. */
  readonly placing: boolean;
  rang: boolean;
  ringing: boolean;
  /** Its dialler was told that it alerts, whatever its own state says. */
  alerting: boolean;
  up: boolean;
  held: boolean;
  hungUp: boolean;
  /** The phone asked for its end itself. */
  hungUpByPhone: boolean;
  /** Hangup cause (ITU-T Q.850), once it hung up. */
  cause: number | null;
}

/** What is known of somebody whom my call dialled. */
export interface Destination {
  readonly uniqueid: string;
  rang: boolean;
  /** `DialStatus` of its first DialEnd. */
  status: string | null;
  cause: number | null;
}

/**
 * One conversation of mine in the making: the facts that events told of it. What windows see of it is `Call`, made of these by review.ts.
 */
export interface Conversation {
  readonly id: string;
  readonly linkedid: string;
  direction: Direction;
  /** The PBX rings my own phone first, to dial for me then. */
  readonly originated: boolean;
  readonly beganAt: number;
  ringingSince: number | null;
  answeredAt: number | null;
  /** When I answered my own phone, which the PBX rang to dial for me. */
  pickedUpAt: number | null;
  /** An application (a conference, a queue) took the call that the PBX dialled for me. */
  reachedApplication: boolean;
  popped: boolean;
  readonly legs: Map<string, LegFacts>;
  /** Who called me: the dialler first, the one whom nobody dialled last. A Linkedid's first channel stands in until a Dial is seen. */
  callers: readonly string[];
  /** With whom the caller talked already when my phone was rung. */
  callerTalkedWith: ReadonlySet<string>;
  /** Digits that I dialled, or that will be dialled for me. */
  dialled: Party;
  readonly destinations: Map<string, Destination>;
  /** A queue distributes this call of mine: those that it rings are not yet whom I called. */
  queued: boolean;
  readonly talkedWith: Set<string>;
  remote: Party;
  remoteUniqueid: string | null;
  internal: boolean;
  via: Via;
  elsewhere: boolean;
  /** Somebody else's phone answered the caller's dial; whether they talked is not known. */
  siblingAnswered: boolean;
  voicemail: boolean;
  /** The caller was leaving when my last phone stopped ringing: he reaches nobody any more. */
  callerLeft: boolean;
  /** The other party, while it is parked by me. */
  parkee: string | null;
  /** The other party, once it comes back from the parking lot. */
  returning: string | null;
  /** The call is over for me whatever my channels still do. */
  over: Rule | null;
  /** The rule that the last event followed, until a transition tells of it. */
  because: Rule | null;
  unseenEnd: boolean;
  /** It is no call of its own after all: it ends without an outcome. */
  dissolved: boolean;
  /** The call as it was told last; `null` before it was. */
  told: Call | null;
}

interface Beginning {
  readonly leg: Channel;
  readonly placing: boolean;
  readonly originated: boolean;
  readonly direction: Direction;
  readonly at: number;
}

export function beginConversation({ leg, placing, originated, direction, at }: Beginning): Conversation {
  const conversation: Conversation = {
    id: leg.uniqueid,
    linkedid: leg.linkedid ?? leg.uniqueid,
    direction,
    originated,
    beganAt: at,
    ringingSince: null,
    answeredAt: null,
    pickedUpAt: null,
    reachedApplication: false,
    popped: false,
    legs: new Map(),
    callers: [],
    callerTalkedWith: new Set(),
    dialled: nobody,
    destinations: new Map(),
    queued: false,
    talkedWith: new Set(),
    remote: nobody,
    remoteUniqueid: null,
    internal: false,
    via: {},
    elsewhere: false,
    siblingAnswered: false,
    voicemail: false,
    callerLeft: false,
    parkee: null,
    returning: null,
    over: null,
    because: null,
    unseenEnd: false,
    dissolved: false,
    told: null,
  };
  addLeg(conversation, leg, placing);
  return conversation;
}

export function addLeg(conversation: Conversation, channel: Channel, placing: boolean): void {
  conversation.legs.set(channel.uniqueid, {
    uniqueid: channel.uniqueid,
    channel: channel.name,
    device: deviceName(channel.named),
    placing,
    rang: false,
    ringing: false,
    alerting: false,
    up: false,
    held: false,
    hungUp: false,
    hungUpByPhone: false,
    cause: null,
  });
}

export function liveLegs(conversation: Conversation): readonly LegFacts[] {
  return [...conversation.legs.values()].filter((leg) => !leg.hungUp);
}

/** The one whom nobody dialled: the caller himself. */
export function callerOf(conversation: Conversation): string | null {
  return conversation.callers.at(-1) ?? null;
}
