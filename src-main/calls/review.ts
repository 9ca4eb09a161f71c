import type { Call, CallState, Leg, Party, Via } from './call.ts';
import { type Channel, channelState } from './channel-table.ts';
import { callerOf, type Conversation, type LegFacts, liveLegs } from './conversation.ts';
import { isReal } from './device.ts';
import { toldElsewhere } from './outcome.ts';
import { firstKnown, looksInternal, nobody, party } from './party.ts';
import { talkersOf } from './paths.ts';
import type { World } from './world.ts';

/** Brings a conversation's facts up to what the channel table says now. */
export function notice(world: World, conversation: Conversation, at: number): void {
  for (const leg of conversation.legs.values()) noticeLeg(world, conversation, leg, at);
  for (const destination of conversation.destinations.values()) {
    if (world.channels.live(destination.uniqueid)?.state === channelState.ringing) destination.rang = true;
  }
  const talkers = talkersWithMe(world, conversation);
  const placed = liveLegs(conversation).some((leg) => leg.up && (leg.placing || conversation.direction === 'in'));
  if (placed || talkers.length > 0) conversation.answeredAt ??= at;
  if (conversation.reachedApplication) conversation.answeredAt ??= at;
  // Taken back from the parking lot.
  if (liveLegs(conversation).some((leg) => leg.up)) conversation.returning = null;
  noticeRemote(world, conversation, talkers);
  noticeNumberCalled(world, conversation);
  if (conversation.answeredAt === null || conversation.returning !== null) noticeElsewhere(world, conversation);
}

function noticeLeg(world: World, conversation: Conversation, leg: LegFacts, at: number): void {
  const channel = world.channels.live(leg.uniqueid);
  if (channel === undefined) return;
  leg.channel = channel.name;
  leg.up = channel.state === channelState.up;
  if (leg.up && conversation.originated) conversation.pickedUpAt ??= at;
  leg.ringing = channel.state === channelState.ringing || (leg.alerting && channel.state === channelState.down);
  if (!leg.ringing || leg.rang) return;
  leg.rang = true;
  if (conversation.direction === 'out' && conversation.returning === null) return;
  conversation.ringingSince ??= at;
  if (conversation.answeredAt === null && conversation.via.pickedUpFrom === undefined) conversation.popped = true;
  conversation.because = conversation.told === null ? 'device-rings' : 'rings-again';
}

/** With whom my channels talk, my own in the same call left out. */
function talkersWithMe(world: World, conversation: Conversation): readonly Channel[] {
  const talkers = new Set<Channel>();
  for (const leg of liveLegs(conversation)) {
    const channel = world.channels.live(leg.uniqueid);
    for (const talker of channel === undefined ? [] : talkersOf(world.channels, channel)) {
      if (!conversation.legs.has(talker.uniqueid)) talkers.add(talker);
    }
  }
  return [...talkers];
}

function noticeRemote(world: World, conversation: Conversation, talkers: readonly Channel[]): void {
  const known = talkers.find(({ uniqueid }) => uniqueid === conversation.remoteUniqueid);
  const remote = known ?? talkers.at(-1);
  if (remote !== undefined) {
    if (conversation.remoteUniqueid !== remote.uniqueid && conversation.talkedWith.size > 0)
      conversation.because ??= 'connected';
    conversation.remoteUniqueid = remote.uniqueid;
    conversation.talkedWith.add(remote.uniqueid);
    setRemote(world, conversation, remote, partyOf(world, conversation, remote));
  } else if (conversation.talkedWith.size === 0) {
    if (conversation.direction === 'in') noticeCaller(world, conversation);
    else noticeDialled(world, conversation);
  }
}

/** Who calls: what my ringing phone shows, else what the callers' channels say. Once it stopped ringing that stays as it was. */
function noticeCaller(world: World, conversation: Conversation): void {
  const legs = liveLegs(conversation);
  if (legs.length === 0 && conversation.told !== null) return;
  const known = conversation.callers.length > 0 ? conversation.callers : [conversation.linkedid];
  // The caller himself before the Local channels in front of him.
  const callers = known.toReversed().flatMap((uniqueid) => world.channels.get(uniqueid) ?? []);
  const shown = legs.map((leg) => world.channels.live(leg.uniqueid)?.connected ?? nobody);
  const candidates = [...shown, ...callers.flatMap(({ caller, firstCaller }) => [caller, firstCaller])];
  const remote = firstKnown(candidates.filter(({ number }) => !world.identity.isMyNumber(number)));
  const { number } = remote;
  const channel = callers.find(
    ({ caller, firstCaller }) => number === null || caller.number === number || firstCaller.number === number,
  );
  conversation.remoteUniqueid = channel?.hungUp === false ? channel.uniqueid : null;
  setRemote(world, conversation, channel, remote);
}

/** Whom I call: the digits, until one phone or line is dialled for them, or several of the same number. */
function noticeDialled(world: World, conversation: Conversation): void {
  const { dialled } = conversation;
  const [first, ...more] = [...conversation.destinations.values()]
    .filter(({ status }) => status !== 'FORWARDED')
    .flatMap(({ uniqueid }) => world.channels.get(uniqueid) ?? []);
  const number = first?.firstCaller.number ?? null;
  const isOne = more.length === 0 || (number !== null && more.every((each) => each.firstCaller.number === number));
  const channel = isOne ? first : undefined;
  if (channel === undefined) {
    const shown = conversation.originated && dialled.number === null ? shownOnMyPhone(world, conversation) : dialled;
    conversation.remote = shown;
    conversation.internal = looksInternal(shown.number);
    return;
  }
  if (!channel.hungUp) conversation.remoteUniqueid = channel.uniqueid;
  setRemote(world, conversation, channel, partyOf(world, conversation, channel));
}

/** Before an originate has dialled: the name and number that its asker gave my phone to show. */
function shownOnMyPhone(world: World, conversation: Conversation): Party {
  const shown = [...conversation.legs.keys()].map((uniqueid) => world.channels.get(uniqueid)?.connected ?? nobody);
  return firstKnown(shown.filter(({ number }) => !world.identity.isMyNumber(number)));
}

function setRemote(world: World, conversation: Conversation, channel: Channel | undefined, remote: Party): void {
  conversation.remote = remote;
  conversation.internal = isInternal(world, conversation, channel, remote.number);
}

function partyOf(world: World, conversation: Conversation, channel: Channel): Party {
  if (world.identity.isMine(channel.named)) return channel.firstCaller;
  const connected = liveLegs(conversation).map((leg) => world.channels.live(leg.uniqueid)?.connected ?? nobody);
  const candidates = [channel.caller, dialledFor(world, channel), ...connected, channel.firstCaller]
    .filter(({ number }) => !world.identity.isMyNumber(number))
    .map((candidate) => withoutMyName(world, conversation, candidate));
  const found = firstKnown(candidates);
  // A line that I was connected through knows its own number; the other party is whom I dialled.
  const line = conversation.destinations.has(channel.uniqueid) && !isInternal(world, conversation, channel, null);
  if (!line || conversation.dialled.number === null) return found;
  const { number } = conversation.dialled;
  return party(
    number,
    conversation.dialled.name ??
      candidates.find((each) => each.number === number && each.name !== null)?.name ??
      undefined,
  );
}

/** A line has no number where a subroutine of the dialplan dialled it: whoever placed that call knows which. */
function dialledFor(world: World, line: Channel): Party {
  const dialler = world.channels.get(line.dialledBy);
  const placed = dialler !== undefined && isReal(dialler.named) && !dialler.dialled && line.caller.number === null;
  return placed ? { number: dialler.firstExten, name: null } : nobody;
}

/**
 * The caller ID of an originate may be mine. Asterisk writes it down as whom my phone is connected to, and Dial makes up the dialled line's
 * missing caller ID from that: the number that was dialled, with my own name (apps/app_dial.c, dial_exec_full).
 */
function withoutMyName(world: World, conversation: Conversation, candidate: Party): Party {
  if (!conversation.originated || candidate.name === null) return candidate;
  const isMine = [...conversation.legs.keys()].some((uniqueid) => {
    const caller = world.channels.get(uniqueid)?.caller ?? nobody;
    return world.identity.isMyNumber(caller.number) && caller.name === candidate.name;
  });
  return isMine ? { number: candidate.number, name: null } : candidate;
}

/** The device is an extension's: by a hint, by its name, or by the context that it shares with mine. */
function isInternal(
  world: World,
  conversation: Conversation,
  channel: Channel | undefined,
  number: string | null,
): boolean {
  if (channel === undefined || channel.named.half !== null) return looksInternal(number);
  const { identity, channels } = world;
  if (identity.isMine(channel.named) || identity.hasHint(channel.named)) return true;
  const own = channel.firstCaller.number;
  if (!looksInternal(own)) return false;
  if (own !== null && namedAfter(channel.named.peer, own)) return true;
  return [...conversation.legs.keys()].some((uniqueid) => {
    const context = channels.get(uniqueid)?.firstContext ?? null;
    return context !== null && context === channel.firstContext;
  });
}

function namedAfter(peer: string, number: string): boolean {
  return peer === number || (peer.startsWith(number) && !/^[0-9]/.test(peer.slice(number.length)));
}

/** Somebody else talks with the caller since my phone was rung, or my phone was told so. */
function noticeElsewhere(world: World, conversation: Conversation): void {
  if (conversation.direction === 'out' && conversation.returning === null) return;
  if ([...conversation.legs.values()].some(toldElsewhere)) conversation.elsewhere = true;
  const caller = world.channels.live(callerOf(conversation));
  // Whoever talks with a Local channel that calls is the caller himself: an originate's, or one who consults before a transfer.
  if (caller === undefined || caller.named.half !== null || conversation.elsewhere) return;
  for (const talker of talkersOf(world.channels, caller)) {
    if (!conversation.legs.has(talker.uniqueid) && !conversation.callerTalkedWith.has(talker.uniqueid))
      conversation.elsewhere = true;
  }
}

/** The number that an outside caller dialled: it stays how the call came, whomever I talk to in it later. */
function noticeNumberCalled(world: World, conversation: Conversation): void {
  const channel = world.channels.get(conversation.remoteUniqueid) ?? world.channels.get(callerOf(conversation));
  const outside = channel?.dialled === false && channel.named.half === null && !conversation.internal;
  const did = outside ? (channel?.firstExten ?? null) : null;
  if (did !== null && !world.identity.isMyNumber(did)) conversation.via = { ...conversation.via, did };
}

export function stateOf(conversation: Conversation): CallState {
  const legs = liveLegs(conversation);
  if (conversation.parkee !== null) return 'parked';
  const answered = conversation.answeredAt !== null;
  const up = legs.filter((leg) => leg.up);
  if (answered && up.length > 0) return up.every((leg) => leg.held) ? 'held' : 'up';
  const mayRing = conversation.direction === 'in' || conversation.returning !== null;
  if (mayRing && legs.some((leg) => leg.ringing)) return 'ringing';
  return 'dialing';
}

/** The conversation as others see it, alive. */
export function present(world: World, conversation: Conversation): Call {
  const {
    id,
    linkedid,
    direction,
    internal,
    remote,
    via,
    remoteUniqueid,
    popped,
    beganAt,
    ringingSince,
    answeredAt,
    unseenEnd,
  } = conversation;
  return {
    id,
    linkedid,
    direction,
    internal,
    state: stateOf(conversation),
    remote,
    via: direction === 'in' ? wayOf(via) : {},
    legs: liveLegs(conversation).map((leg) => presentLeg(leg, conversation)),
    remoteUniqueid: world.channels.live(remoteUniqueid)?.uniqueid ?? null,
    popped,
    beganAt,
    ringingSince,
    answeredAt,
    endedAt: null,
    outcome: null,
    unseenEnd,
  };
}

function presentLeg({ uniqueid, channel, device, up, held, ringing }: LegFacts, conversation: Conversation): Leg {
  const state = up ? (held ? 'held' : 'up') : ringing && conversation.direction === 'in' ? 'ringing' : 'dialing';
  return { uniqueid, channel, device, state };
}

const VIA_ORDER = ['did', 'queue', 'group', 'transferredBy', 'forwardedBy', 'pickedUpFrom', 'parkedBy'] as const;

/** A group that the outside number names already is not named twice. */
function wayOf(via: Via): Via {
  const told = VIA_ORDER.filter((key) => via[key] !== undefined && !(key === 'group' && via.group === via.did));
  return Object.fromEntries(told.map((key) => [key, via[key]]));
}
