import { describe, expect, it } from 'vitest';
import { Expectations } from '../../../src-main/control/expectations.ts';
import { amiEvent } from '../../support/ami-event.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const hangup = amiEvent('Hangup', { Uniqueid: '1.1' });
const isHangup = (event: { name: string }): boolean => event.name === 'Hangup';

describe('an expectation', () => {
  it('is met by the first event that matches, once', async () => {
    const expectations = new Expectations(new ManualClock());
    const { arrived } = expectations.expect(isHangup, 5_000);
    expectations.offer(amiEvent('Newstate'));
    expectations.offer(hangup);
    expectations.offer(amiEvent('Hangup', { Uniqueid: '2.2' }));
    expect(await arrived).toBe(hangup);
  });

  it('is not met in time, called off, or given up when the connection ends', async () => {
    const clock = new ManualClock();
    const expectations = new Expectations(clock);
    const late = expectations.expect(isHangup, 5_000);
    clock.advance(5_000);
    const called = expectations.expect(isHangup, 5_000);
    called.cancel();
    const lost = expectations.expect(isHangup, 5_000);
    expectations.giveUp();
    expectations.offer(hangup);
    expect(await Promise.all([late.arrived, called.arrived, lost.arrived])).toEqual([null, null, null]);
  });
});
