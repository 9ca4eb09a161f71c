import type { Clock } from '../ami/clock.ts';

/** Timers stand still while the computer sleeps, and people set clocks and travel: the date is looked at this often at least. */
const EVERY_MS = 60_000;

/** Calls `began` when the local date has become another one. Returns the function that ends it. */
export function watchDays(clock: Clock, began: () => void): () => void {
  let today = startOfDay(clock.now());
  let cancel = (): void => {};
  const look = (): void => {
    const now = clock.now();
    const day = startOfDay(now);
    const midnight = new Date(now).setHours(24, 0, 0, 0);
    cancel = clock.after(Math.min(EVERY_MS, midnight - now), look);
    if (day === today) return;
    today = day;
    began();
  };
  look();
  return () => cancel();
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
