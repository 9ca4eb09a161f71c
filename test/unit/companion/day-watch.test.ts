import { expect, it } from 'vitest';
import { watchDays } from '../../../src-main/companion/day-watch.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it('a day begins at midnight, and once', () => {
  const clock = new ManualClock(new Date(2026, 10, 23, 22, 0).getTime());
  const began: number[] = [];
  const stop = watchDays(clock, () => began.push(clock.now()));
  clock.advance(2 * HOUR - 1);
  expect(began).toEqual([]);
  clock.advance(5 * HOUR);
  expect(began).toEqual([new Date(2026, 10, 24).getTime()]);
  stop();
  clock.advance(48 * HOUR);
  expect(began).toHaveLength(1);
});

it('a day that began while the computer slept, and its timers with it, is noticed within a minute', () => {
  const clock = new ManualClock(new Date(2026, 10, 23, 12, 0).getTime());
  let slept = 0;
  let began = 0;
  watchDays({ now: () => clock.now() + slept, after: (wait, task) => clock.after(wait, task) }, () => {
    began += 1;
  });
  slept = 5 * HOUR;
  clock.advance(7 * HOUR + MINUTE);
  expect(began).toBe(1);
});
