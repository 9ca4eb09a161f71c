import { escapeName, type Fields, orUnknown } from '../wire/packet.ts';
import type { Bridge } from './bridge.ts';
import type { DialStatus } from './causes.ts';

/** Channel states with Asterisk's numbers and names (include/asterisk/channelstate.h). */
export const CHANNEL_STATES = { Down: 0, Ring: 4, Ringing: 5, Up: 6, Busy: 7 } as const;
export type ChannelState = keyof typeof CHANNEL_STATES;

/** A number and a name as Caller ID carries them; empty where unknown. */
export interface Party {
  readonly number: string;
  readonly name: string;
}
export const NOBODY: Party = { number: '', name: '' };

/** What runs on a channel that has a dialplan thread (Dial, Queue): told when the channel is taken from it. */
export interface Application {
  readonly name: string;
  readonly data: string;
  /** The channel hangs up or is redirected; everything the application began must end now. */
  stop(cause: number): void;
  /** The conversation that the application made is over because `by` left it. */
  bridgeEnds?(by: Channel): void;
}

/** Whoever rings a channel, while it rings. */
export interface Dialler {
  legEnded(leg: Channel, cause: number): void;
}

/** What a channel last dialled, for its call detail record. */
export interface LastDialled {
  readonly channel: string;
  readonly application: string;
  readonly data: string;
  readonly context: string;
  readonly exten: string;
  readonly status: DialStatus;
}

/** One channel. The switch alone changes it, and announces each change. */
export interface Channel {
  readonly name: string;
  readonly uniqueid: string;
  readonly linkedid: string;
  /** `PJSIP/1001`. */
  readonly device: string;
  /** The number that was dialled to make it, for a channel that came in. */
  readonly dnid: string;
  readonly createdAt: number;
  readonly variables: Map<string, string>;
  /** It has a dialplan thread of its own: it came in, was originated, or was sent to an extension. */
  hasDialplan: boolean;
  state: ChannelState;
  callerId: Party;
  connectedLine: Party;
  context: string;
  exten: string;
  priority: number;
  application: Application | null;
  /** Set while it is being rung. */
  dialledBy: Dialler | null;
  bridge: Bridge | null;
  answeredAt: number | null;
  /** The Q.850 cause of its end; 0 is Asterisk's "Unknown". */
  cause: number;
  /** The SIP status behind the cause, where there was one. */
  techCause: string;
  lastDialled: LastDialled | null;
  gone: boolean;
}

/** The channel snapshot that every channel event carries, in Asterisk's order (main/manager_channels.c). */
export function channelFields(channel: Channel, prefix = ''): Fields {
  return [
    [`${prefix}Channel`, channel.name],
    [`${prefix}ChannelState`, String(CHANNEL_STATES[channel.state])],
    [`${prefix}ChannelStateDesc`, channel.state],
    [`${prefix}CallerIDNum`, orUnknown(channel.callerId.number)],
    [`${prefix}CallerIDName`, orUnknown(escapeName(channel.callerId.name))],
    [`${prefix}ConnectedLineNum`, orUnknown(channel.connectedLine.number)],
    [`${prefix}ConnectedLineName`, orUnknown(escapeName(channel.connectedLine.name))],
    [`${prefix}Language`, 'en'],
    [`${prefix}AccountCode`, ''],
    [`${prefix}Context`, channel.context],
    [`${prefix}Exten`, channel.exten],
    [`${prefix}Priority`, String(channel.priority)],
    [`${prefix}Uniqueid`, channel.uniqueid],
    [`${prefix}Linkedid`, channel.linkedid],
  ];
}
