import type { AmiEvent } from '../ami/event.ts';
import type { Party } from './call.ts';
import { type ChannelName, otherHalf, parseChannelName } from './device.ts';
import { party } from './party.ts';

/** `ChannelState` of main/channel.c: the ones that decide something here. */
export const channelState = { down: 0, ring: 4, ringing: 5, up: 6 } as const;

/** One channel of the PBX, whoever's. What a `first…` field holds never changes. */
export interface Channel {
  readonly uniqueid: string;
  name: string;
  named: ChannelName;
  state: number;
  caller: Party;
  connected: Party;
  /** Before an originate or the dialplan gave it another. */
  readonly firstCaller: Party;
  /** May change without an event of its own: after an attended transfer, a pick-up, a retrieval, an AMI `Bridge`. */
  linkedid: string | null;
  readonly firstLinkedid: string | null;
  readonly firstState: number;
  /** The first extension that it was in: what a caller dialled. */
  readonly firstExten: string | null;
  readonly firstContext: string | null;
  exten: string | null;
  bridge: string | null;
  /** A Dial, a queue or an originate called it. */
  dialled: boolean;
  /** The channel that dials or dialled it. */
  dialledBy: string | null;
  /** Those that this channel dials at present, and the extension in which it does so. */
  dialling: { readonly exten: string | null; readonly destinations: Set<string> } | null;
  /** The queue that it waits in. */
  queue: string | null;
  /** Who transferred it last. */
  transferredBy: string | null;
  /** One of those it dialled forwards it (SIP 302): where to, and who. */
  forward: { readonly to: string; readonly by: string } | null;
  /** It is dialled because this one's phone forwarded the call. */
  forwardedBy: string | null;
  /** Its device asked for its end. */
  leaving: boolean;
  hungUp: boolean;
}

interface Bridge {
  /** Two or more people talk in it; `false` for conferences, parking lots and other places where one waits. */
  readonly talk: boolean;
  readonly members: Set<string>;
}

/** How many channels that hung up are remembered: late events must not bring them back, and they still tell who dialled whom. */
const REMEMBERED = 2000;

/** What somebody dials, as opposed to the dialplan's own names: `s`, `h`, `t`, and FreePBX's `s-BUSY`. */
const isExtension = (exten: string | undefined): exten is string =>
  exten !== undefined && !/^[sht]$|^s-|^$/.test(exten);

/** Every channel and bridge that the events told of. */
export class ChannelTable {
  readonly #channels = new Map<string, Channel>();
  readonly #byName = new Map<string, string>();
  readonly #bridges = new Map<string, Bridge>();
  readonly #gone: string[] = [];

  /** A channel, hung up or not. */
  get(uniqueid: string | null | undefined): Channel | undefined {
    return uniqueid == null ? undefined : this.#channels.get(uniqueid);
  }

  live(uniqueid: string | null | undefined): Channel | undefined {
    const channel = this.get(uniqueid);
    return channel?.hungUp === false ? channel : undefined;
  }

  named(name: string | undefined): Channel | undefined {
    return name === undefined ? undefined : this.get(this.#byName.get(name));
  }

  otherHalfOf(channel: Channel): Channel | undefined {
    return channel.named.half === null ? undefined : this.named(otherHalf(channel.name));
  }

  *all(): Generator<Channel> {
    for (const channel of this.#channels.values()) if (!channel.hungUp) yield channel;
  }

  /** Takes in the channel's snapshot that an event carries under a prefix; `undefined` when it carries none, or that of a channel that is gone. */
  read(event: AmiEvent, prefix = ''): Channel | undefined {
    const uniqueid = event.get(`${prefix}Uniqueid`);
    const name = event.get(`${prefix}Channel`);
    if (uniqueid === undefined) return undefined;
    const known = this.#channels.get(uniqueid);
    if (known?.hungUp === true) return undefined;
    if (known === undefined) return name === undefined ? undefined : this.#add(event, prefix, uniqueid, name);
    // The name changes by Rename alone: a snapshot may have been taken before it.
    known.linkedid = event.get(`${prefix}Linkedid`) ?? known.linkedid;
    const state = event.get(`${prefix}ChannelState`);
    // Without a state it is no whole snapshot: what is absent there is not unknown.
    if (state === undefined) return known;
    known.state = toState(state);
    known.caller = party(event.get(`${prefix}CallerIDNum`), event.get(`${prefix}CallerIDName`));
    known.connected = party(event.get(`${prefix}ConnectedLineNum`), event.get(`${prefix}ConnectedLineName`));
    const exten = event.get(`${prefix}Exten`);
    if (isExtension(exten)) known.exten = exten;
    return known;
  }

  rename(channel: Channel, name: string): void {
    if (this.#byName.get(channel.name) === channel.uniqueid) this.#byName.delete(channel.name);
    channel.name = name;
    channel.named = parseChannelName(name);
    this.#byName.set(name, channel.uniqueid);
  }

  hangUp(channel: Channel): void {
    if (channel.hungUp) return;
    this.leaveBridge(channel);
    channel.hungUp = true;
    channel.dialling = null;
    this.#endDialOf(channel);
    this.#gone.push(channel.uniqueid);
    if (this.#gone.length <= REMEMBERED) return;
    const oldest = this.#channels.get(this.#gone.shift() ?? '');
    if (oldest === undefined) return;
    this.#channels.delete(oldest.uniqueid);
    if (this.#byName.get(oldest.name) === oldest.uniqueid) this.#byName.delete(oldest.name);
  }

  // ---- dials

  beginDial(destination: Channel, dialler: Channel | undefined): void {
    destination.dialled = true;
    if (dialler === undefined) return;
    destination.dialledBy = dialler.uniqueid;
    dialler.dialling ??= { exten: dialler.exten, destinations: new Set() };
    dialler.dialling.destinations.add(destination.uniqueid);
  }

  endDial(destination: Channel): void {
    this.#endDialOf(destination);
  }

  #endDialOf(destination: Channel): void {
    const dialler = this.get(destination.dialledBy);
    dialler?.dialling?.destinations.delete(destination.uniqueid);
    if (dialler?.dialling?.destinations.size === 0) dialler.dialling = null;
  }

  // ---- bridges

  enterBridge(channel: Channel, bridge: string, talk: boolean): void {
    if (channel.bridge !== bridge) this.leaveBridge(channel);
    const entered = this.#bridges.get(bridge) ?? { talk, members: new Set() };
    this.#bridges.set(bridge, entered);
    entered.members.add(channel.uniqueid);
    channel.bridge = bridge;
  }

  leaveBridge(channel: Channel): void {
    const left = channel.bridge === null ? undefined : this.#bridges.get(channel.bridge);
    left?.members.delete(channel.uniqueid);
    if (left?.members.size === 0 && channel.bridge !== null) this.#bridges.delete(channel.bridge);
    channel.bridge = null;
  }

  destroyBridge(bridge: string): void {
    for (const member of this.#bridges.get(bridge)?.members ?? []) {
      const channel = this.#channels.get(member);
      if (channel !== undefined) channel.bridge = null;
    }
    this.#bridges.delete(bridge);
  }

  /** The others in the channel's bridge, where people talk in it. */
  *bridgedWith(channel: Channel): Generator<Channel> {
    const bridge = channel.bridge === null ? undefined : this.#bridges.get(channel.bridge);
    if (bridge?.talk !== true) return;
    for (const member of bridge.members) {
      const other = this.#channels.get(member);
      if (other !== undefined && other !== channel) yield other;
    }
  }

  #add(event: AmiEvent, prefix: string, uniqueid: string, name: string): Channel {
    const caller = party(event.get(`${prefix}CallerIDNum`), event.get(`${prefix}CallerIDName`));
    const linkedid = event.get(`${prefix}Linkedid`) ?? null;
    const exten = event.get(`${prefix}Exten`);
    const state = toState(event.get(`${prefix}ChannelState`));
    const channel: Channel = {
      uniqueid,
      name,
      named: parseChannelName(name),
      state,
      caller,
      connected: party(event.get(`${prefix}ConnectedLineNum`), event.get(`${prefix}ConnectedLineName`)),
      firstCaller: caller,
      linkedid,
      firstLinkedid: linkedid,
      firstState: state,
      firstExten: isExtension(exten) ? exten : null,
      firstContext: event.get(`${prefix}Context`) ?? null,
      exten: isExtension(exten) ? exten : null,
      bridge: null,
      dialled: false,
      dialledBy: null,
      dialling: null,
      queue: null,
      transferredBy: null,
      forward: null,
      forwardedBy: null,
      leaving: false,
      hungUp: false,
    };
    this.#channels.set(uniqueid, channel);
    this.#byName.set(name, uniqueid);
    return channel;
  }
}

function toState(text: string | undefined): number {
  const state = Number(text);
  return Number.isInteger(state) ? state : channelState.down;
}
