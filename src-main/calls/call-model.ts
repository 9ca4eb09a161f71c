import type { AmiEvent } from '../ami/event.ts';
import type { Call, Me, Transition } from './call.ts';
import { endChannel } from './channel-events.ts';
import { type Conversation, liveLegs } from './conversation.ts';
import { eventRules } from './event-rules.ts';
import { parseChannelName } from './device.ts';
import { place } from './placing.ts';
import type { Snapshot } from './snapshot.ts';
import { synchronise } from './synchronise.ts';
import { tell } from './telling.ts';
import { newWorld, type World } from './world.ts';

/** An originate that Sidetone asked for: its first leg rings my own phone, which is never a pop. */
export interface ExpectedOriginate {
  /** The `ChannelId` given to Originate, which becomes the first leg's Uniqueid. */
  readonly channelId: string;
  /** What will be dialled once my phone is answered. */
  readonly number: string;
  readonly name: string | null;
}

const EXPECTED_ORIGINATES = 64;

/**
 * My calls, out of the PBX's events. Pure: no clock (`at` is milliseconds since the epoch), no socket, no timer.
 *
 * Every call ends once: one transition brings it to `ended`. Its outcome is `null` where it is no call of its own after all (it became part
 * of another of mine, which goes on). A transition from `ended` to `ended` corrects the outcome `missed` to `voicemail`: the PBX may tell
 * only after the caller is gone that he was with the mailbox.
 */
export class CallModel {
  readonly #world: World;
  /** Seconds that the PBX was up, when it last told. */
  #uptime = 0;
  /** The connection was cut since then. */
  #cut = false;

  constructor(me: Me) {
    this.#world = newWorld(me);
  }

  /** My live calls, in the order in which they began. */
  get calls(): readonly Call[] {
    return this.#world.conversations.flatMap(({ told }) => told ?? []);
  }

  apply(event: AmiEvent, at: number): readonly Transition[] {
    const rule = eventRules.get(event.name);
    if (rule !== undefined) {
      rule(this.#world, event, at);
      return tell(this.#world, event.name, at);
    }
    if (event.name === 'Shutdown') return this.#stop('pbx-stopped', event.name, at);
    if (event.name === 'FullyBooted') return this.#noteUptime(event, at);
    return [];
  }

  /** On connect and after a reconnect: what the PBX lists is what there is. Events that were queued meanwhile may still follow. */
  synchronise(snapshot: Snapshot, at: number): readonly Transition[] {
    const before = new Set(
      this.#world.conversations.filter(
        (conversation) => liveLegs(conversation).length > 0 || conversation.parkee !== null,
      ),
    );
    synchronise(this.#world, snapshot, at);
    for (const conversation of before) conversation.unseenEnd = isGone(conversation);
    return tell(this.#world, null, at);
  }

  /** The stream is cut. Calls stay as they are until `synchronise` tells what became of them. */
  disconnected(at: number): readonly Transition[] {
    this.#cut = true;
    return tell(this.#world, null, at);
  }

  setMe(me: Me, at: number): readonly Transition[] {
    const { identity, channels, conversations } = this.#world;
    identity.setMe(me);
    for (const conversation of conversations) {
      const mine = [...conversation.legs.values()].some((leg) => identity.isMine(parseChannelName(leg.channel)));
      if (!mine) dissolve(conversation);
    }
    const transitions = tell(this.#world, null, at);
    for (const channel of channels.all()) place(this.#world, channel, at);
    return [...transitions, ...tell(this.#world, null, at)];
  }

  expectOriginate({ channelId, number, name }: ExpectedOriginate): void {
    const { originates } = this.#world;
    originates.set(channelId, { number, name });
    const [oldest] = originates.keys();
    if (originates.size > EXPECTED_ORIGINATES && oldest !== undefined) originates.delete(oldest);
  }

  /** `Uptime` since Asterisk 14: shorter than before the cut means that it was started anew, and no channel survives that. */
  #noteUptime(event: AmiEvent, at: number): readonly Transition[] {
    const uptime = Number(event.get('Uptime') ?? NaN);
    if (Number.isNaN(uptime)) return [];
    const restarted = this.#cut && uptime < this.#uptime;
    this.#uptime = uptime;
    this.#cut = false;
    return restarted ? this.#stop('ended-unseen', event.name, at) : [];
  }

  #stop(rule: 'pbx-stopped' | 'ended-unseen', event: string, at: number): readonly Transition[] {
    for (const conversation of this.#world.conversations) {
      conversation.over = rule;
      conversation.unseenEnd = rule === 'ended-unseen';
    }
    const transitions = tell(this.#world, event, at);
    // Gone rather than forgotten: a late event of one must not bring it back.
    for (const channel of this.#world.channels.all()) endChannel(this.#world, channel);
    return transitions;
  }
}

function dissolve(conversation: Conversation): void {
  conversation.dissolved = true;
  conversation.over = 'no-longer-mine';
}

function isGone(conversation: Conversation): boolean {
  return liveLegs(conversation).length === 0 && conversation.parkee === null;
}
