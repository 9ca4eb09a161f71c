import { wallClock } from '../diagnostics/clock.ts';

/** Time and timers, so that a test can be their master. */
export interface Clock {
  /** Milliseconds since the epoch, with fractions, never running backwards while the program runs. */
  now(): number;
  /** Runs `task` once after `milliseconds`; the returned function calls it off. */
  after(milliseconds: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: wallClock,
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
