import type { AmiEvent } from '../ami/event.ts';
import { type Clock, systemClock } from '../ami/clock.ts';

interface Waiting {
  readonly matches: (event: AmiEvent) => boolean;
  readonly settle: (event: AmiEvent | null) => void;
}

/** An event that is due. */
export interface Expectation {
  /** The event, or `null` when it did not come in time or the connection ended. */
  readonly arrived: Promise<AmiEvent | null>;
  /** No longer wanted: `arrived` becomes `null`. */
  cancel(): void;
}

/** Waits for the events that must follow an action: the proof that the PBX did what it accepted. */
export class Expectations {
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiting>();

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** To be called before the action is sent, because the event may come before the action's answer. */
  expect(matches: (event: AmiEvent) => boolean, withinMs: number): Expectation {
    const { promise, resolve } = deferred<AmiEvent | null>();
    const settle = (event: AmiEvent | null): void => {
      stopTimer();
      this.#waiting.delete(waiting);
      resolve(event);
    };
    const waiting: Waiting = { matches, settle };
    const stopTimer = this.#clock.after(withinMs, () => settle(null));
    this.#waiting.add(waiting);
    return { arrived: promise, cancel: () => settle(null) };
  }

  /** Every event goes through here. */
  offer(event: AmiEvent): void {
    for (const waiting of this.#waiting) {
      if (waiting.matches(event)) waiting.settle(event);
    }
  }

  /** The connection ended: nothing more will come. */
  giveUp(): void {
    for (const waiting of this.#waiting) waiting.settle(null);
  }
}

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
