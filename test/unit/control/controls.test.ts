import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../src-main/ami/capabilities.ts';
import { controls } from '../../../src-main/control/controls.ts';

const may = (...actions: readonly string[]): Capabilities => ({
  amiVersion: '11.0.0',
  asteriskVersion: null,
  actions: new Set(actions),
  can: (action) => actions.includes(action),
});
const phone = ['PJSIP/1001'];

describe('controls', () => {
  it('are all possible with the rights and a phone', () => {
    const all = controls(may('Originate', 'Hangup', 'BlindTransfer'), phone);
    expect(Object.values(all).map(({ possible, why }) => [possible, why])).toEqual([
      [true, ''],
      [true, ''],
      [true, ''],
    ]);
  });

  it('can be had by another way', () => {
    expect(controls(may('Redirect'), phone).transfer.possible).toBe(true);
  });

  it('name the right that is missing', () => {
    const none = controls(may('Ping'), phone);
    expect(none.dial).toEqual({ possible: false, why: 'Needs the PBX right “originate”; ask your administrator.' });
    expect(none.hangUp.why).toContain('“call”');
    expect(none.transfer.why).toContain('“call”');
  });

  it('need a phone to dial from', () => {
    const phoneless = controls(may('Originate', 'Hangup', 'Redirect'), []);
    expect(phoneless.dial).toMatchObject({ possible: false, why: expect.stringContaining('set your device') });
    expect(phoneless.hangUp.possible).toBe(true);
  });

  it('are none without a connection', () => {
    expect(Object.values(controls(null, phone)).map(({ why }) => why)).toEqual(
      Array(3).fill('Not connected to the PBX.'),
    );
  });
});
