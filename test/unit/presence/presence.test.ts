import { describe, expect, it } from 'vitest';
import { applyPresence, NOBODY } from '../../../src-main/presence/presence.ts';
import { amiEvent } from '../../support/ami-event.ts';

const extension = (Status: string) => amiEvent('ExtensionStatus', { Exten: '1002', Context: 'internal', Status });
const device = (State: string) => amiEvent('DeviceStateChange', { Device: 'PJSIP/1002', State });

describe('presence', () => {
  it.each([
    ['0', 'available'],
    ['1', 'busy'],
    ['2', 'busy'],
    ['4', 'offline'],
    ['8', 'ringing'],
    ['9', 'ringing'],
    ['16', 'held'],
    ['17', 'busy'],
    ['-1', 'unknown'],
    ['-2', 'unknown'],
    ['nonsense', 'unknown'],
  ])('reads the hint state %s as %s', (status, state) => {
    expect(applyPresence(NOBODY, extension(status)).extensions.get('1002')).toBe(state);
  });

  it.each([
    ['NOT_INUSE', 'available'],
    ['INUSE', 'busy'],
    ['RINGINUSE', 'ringing'],
    ['ONHOLD', 'held'],
    ['UNAVAILABLE', 'offline'],
    ['SOMETHING_NEW', 'unknown'],
  ])('reads the device state %s as %s', (state, presence) => {
    expect(applyPresence(NOBODY, device(state)).devices.get('PJSIP/1002')).toBe(presence);
  });

  it('gives the same object back when nothing changed, and never changes the one it was given', () => {
    const busy = applyPresence(NOBODY, extension('1'));
    expect(applyPresence(busy, extension('2'))).toBe(busy);
    expect(applyPresence(busy, amiEvent('Newchannel', { Exten: '1002' }))).toBe(busy);
    expect(NOBODY.extensions.size).toBe(0);
  });
});
