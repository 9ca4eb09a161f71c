import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { RightsClass } from '../rights.ts';
import type { Fields } from '../wire/packet.ts';
import { type Bridge, bridgeFields } from './bridge.ts';
import { cdrFields } from './cdr.ts';
import { causeText } from './causes.ts';
import { type Channel, type ChannelState, channelFields, NOBODY, type Party } from './channel.ts';

/** Sends an event to every session that may read its class. */
export type Emit = (rightsClass: RightsClass, name: string, fields: Fields) => void;

export interface NewChannel {
  /** `PJSIP/1001`, or `PJSIP/trunk`. */
  readonly device: string;
  readonly state: 'Down' | 'Ring';
  readonly callerId: Party;
  readonly context: string;
  readonly exten: string;
  /** Given by an Originate's ChannelId; otherwise counted. */
  readonly uniqueid?: string;
  /** The channel for whose sake this one is made; without one it begins a call of its own. */
  readonly linkedid?: string;
  readonly hasDialplan: boolean;
}

/**
 * Channels and bridges: the one place that changes them. Every change is announced as the event, and with the fields, that Asterisk 22 sends.
 * What happens when is decided elsewhere (dial.ts, queue.ts, originate.ts, transfer.ts, hangup.ts).
 */
export class Switch {
  readonly clock: Clock;
  readonly emit: Emit;
  readonly #channels = new Map<string, Channel>();
  readonly #onDeviceChange: (device: string) => void;
  #created = 0;
  #begun = 0;

  constructor(clock: Clock, emit: Emit, onDeviceChange: (device: string) => void) {
    this.clock = clock;
    this.emit = emit;
    this.#onDeviceChange = onDeviceChange;
  }

  /** Every live channel, in the order of their creation. */
  get channels(): readonly Channel[] {
    return [...this.#channels.values()];
  }

  /** Calls begun so far. */
  get processedCalls(): number {
    return this.#begun;
  }

  /** By name or Uniqueid, as every `Channel:` header may give it since Asterisk 11. */
  find(nameOrUniqueid: string): Channel | undefined {
    return (
      this.#channels.get(nameOrUniqueid) ??
      this.channels.find((channel) => channel.name.toLowerCase() === nameOrUniqueid.toLowerCase())
    );
  }

  newChannel(wanted: NewChannel): Channel {
    const number = this.#created++;
    const uniqueid = wanted.uniqueid ?? `${Math.floor(this.clock.now() / 1000)}.${number}`;
    const channel: Channel = {
      name: `${wanted.device}-${number.toString(16).padStart(8, '0')}`,
      uniqueid,
      linkedid: wanted.linkedid ?? uniqueid,
      device: wanted.device,
      dnid: wanted.state === 'Ring' ? wanted.exten : '',
      createdAt: this.clock.now(),
      hasDialplan: wanted.hasDialplan,
      state: wanted.state,
      callerId: wanted.callerId,
      connectedLine: NOBODY,
      context: wanted.context,
      exten: wanted.exten,
      priority: 1,
      application: null,
      dialledBy: null,
      bridge: null,
      answeredAt: null,
      cause: 0,
      techCause: '',
      lastDialled: null,
      variables: new Map(),
      gone: false,
    };
    this.#channels.set(uniqueid, channel);
    if (wanted.linkedid === undefined) this.#begun++;
    this.announce('Newchannel', channel);
    this.#onDeviceChange(channel.device);
    return channel;
  }

  setState(channel: Channel, state: ChannelState): void {
    if (channel.state === state) return;
    channel.state = state;
    if (state === 'Up') channel.answeredAt = this.clock.now();
    this.announce('Newstate', channel);
    this.#onDeviceChange(channel.device);
  }

  setCallerId(channel: Channel, party: Party): void {
    if (isSame(channel.callerId, party)) return;
    channel.callerId = party;
    this.announce('NewCallerid', channel, [['CID-CallingPres', '0 (Presentation Allowed, Not Screened)']]);
  }

  setConnectedLine(channel: Channel, party: Party): void {
    if (isSame(channel.connectedLine, party)) return;
    channel.connectedLine = party;
    this.announce('NewConnectedLine', channel);
  }

  /** Two channels talk: first the one that was called, then the one that called. */
  bridge(called: Channel, caller: Channel): void {
    const bridge: Bridge = { uniqueid: randomUUID(), channels: [] };
    this.emit('call', 'BridgeCreate', bridgeFields(bridge));
    for (const channel of [called, caller]) {
      bridge.channels.push(channel);
      channel.bridge = bridge;
      this.emit('call', 'BridgeEnter', [...bridgeFields(bridge), ...channelFields(channel)]);
    }
  }

  leaveBridge(channel: Channel): void {
    const { bridge } = channel;
    if (bridge === null) return;
    bridge.channels.splice(bridge.channels.indexOf(channel), 1);
    channel.bridge = null;
    this.emit('call', 'BridgeLeave', [...bridgeFields(bridge), ...channelFields(channel)]);
  }

  destroyBridge(bridge: Bridge): void {
    this.emit('call', 'BridgeDestroy', bridgeFields(bridge));
  }

  /** What Asterisk does to a channel with a dialplan thread when that thread ends (main/pbx.c, __ast_pbx_run). */
  endDialplan(channel: Channel): void {
    if (!channel.hasDialplan) return;
    this.announce('SoftHangupRequest', channel, [['Cause', '16'], ...techCause(channel)]);
  }

  /** The channel's end. It leaves the table first, so that nothing finds it any more. */
  hangUp(channel: Channel, cause: number): void {
    if (channel.gone) return;
    channel.gone = true;
    channel.cause = cause;
    if (channel.state === 'Ring' && channel.techCause === '') channel.techCause = SIP_REFUSALS[cause] ?? '';
    this.#channels.delete(channel.uniqueid);
    this.announce('Hangup', channel, [
      ['Cause', String(cause)],
      ['Cause-txt', causeText(cause)],
      ...techCause(channel),
    ]);
    if (channel.hasDialplan && channel.lastDialled !== null) {
      this.emit('cdr', 'Cdr', cdrFields(channel, channel.lastDialled, this.clock.now()));
    }
    this.#onDeviceChange(channel.device);
  }

  announce(name: string, channel: Channel, more: Fields = []): void {
    this.emit('call', name, [...channelFields(channel), ...more]);
  }
}

/** What an unanswered caller's phone is told, by cause (res_pjsip's own table has more). */
const SIP_REFUSALS: Readonly<Record<number, string>> = { 1: '404', 3: '404' };

/** Asterisk tells only of what has changed. */
function isSame(one: Party, other: Party): boolean {
  return one.number === other.number && one.name === other.name;
}

export function techCause(channel: Channel): Fields {
  return channel.techCause === '' ? [] : [['TechCause', channel.techCause]];
}
