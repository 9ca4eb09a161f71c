/** Cancels what it was returned for; calling it again, or too late, does nothing. */
export type Cancel = () => void;

/** The one source of time in the demo PBX, so that a test can hold it still and move it on. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once, `milliseconds` from now. */
  after(milliseconds: number, task: () => void): Cancel;
}

/** The machine's own time. `pace` stretches every delay: 2 is half as fast, 0.1 ten times as fast. */
export function systemClock(pace = 1): Clock {
  return {
    now: () => Date.now(),
    after(milliseconds, task) {
      const timer = setTimeout(task, milliseconds * pace);
      return () => clearTimeout(timer);
    },
  };
}
