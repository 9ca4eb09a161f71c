import type { Cancel, Clock } from '../clock.ts';
import type { Channel, Party } from './channel.ts';

/** What a phone does when it is rung. Times are milliseconds after it was called. */
export type PhoneBehaviour =
  | { readonly does: 'answer'; readonly after: number }
  | { readonly does: 'ring' }
  | {
      readonly does: 'refuse';
      readonly after: number;
      readonly cause: number;
      readonly sipStatus: string;
      readonly rings: boolean;
    };

/** Somebody who can be called. */
export interface Target {
  /** `PJSIP/1002`. */
  readonly device: string;
  /** What Dial hands to the channel driver: `1002`, or `+12125550162@trunk`. */
  readonly dialString: string;
  readonly party: Party;
  /** The context of the endpoint behind it. */
  readonly context: string;
  /** `null` when nothing is registered there, so that no channel can be made. */
  readonly behaviour: PhoneBehaviour | null;
}

/** What a channel to somebody is before anything has happened on it. */
export function towards({ device, party, context }: Target) {
  return { device, state: 'Down', callerId: party, context, exten: 's' } as const;
}

/** How long a phone takes to say that it rings. */
const RING_DELAY = 40;

export interface LegListener {
  readonly ringing: () => void;
  readonly answered: () => void;
  readonly refused: (cause: number, sipStatus: string) => void;
}

/** Plays a phone's part on the clock until it has answered or refused, or is told to stop. */
export function playPhone(clock: Clock, channel: Channel, behaviour: PhoneBehaviour, listener: LegListener): Cancel {
  const timers: Cancel[] = [];
  const whileThere = (task: () => void) => () => {
    if (!channel.gone) task();
  };
  if (behaviour.does !== 'refuse' || behaviour.rings) {
    timers.push(clock.after(RING_DELAY, whileThere(listener.ringing)));
  }
  if (behaviour.does === 'answer') {
    timers.push(clock.after(Math.max(behaviour.after, RING_DELAY + 1), whileThere(listener.answered)));
  } else if (behaviour.does === 'refuse') {
    const refuse = (): void => listener.refused(behaviour.cause, behaviour.sipStatus);
    timers.push(clock.after(Math.max(behaviour.after, RING_DELAY + 1), whileThere(refuse)));
  }
  return () => {
    for (const cancel of timers) cancel();
  };
}
