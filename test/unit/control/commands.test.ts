import { describe, expect, it } from 'vitest';
import type { AmiEvent } from '../../../src-main/ami/event.ts';
import type { Leg } from '../../../src-main/calls/call.ts';
import type { Desk } from '../../../src-main/control/desk.ts';
import { hangUp } from '../../../src-main/control/hang-up.ts';
import { newChannelId, type Order, originate } from '../../../src-main/control/originate.ts';
import { transfer } from '../../../src-main/control/transfer.ts';
import type { Channel } from '../../../src-main/demo/switch/channel.ts';
import { ANSWERS, callIn, RINGS, TO_USER } from '../../support/demo-calls.ts';
import { callOf, startDesk, type TestDesk } from '../../support/desk.ts';

const isMine = (event: AmiEvent): boolean => event.get('Channel')?.startsWith('PJSIP/1001-') === true;

/** Grace calls the user's direct number; the user's phone rings, or answers at once. */
async function callsIn(test: TestDesk, answers: boolean): Promise<{ caller: Channel; leg: Leg }> {
  const caller = callIn(test.pbx, TO_USER, { 1001: answers ? ANSWERS : RINGS });
  const state = answers ? 'Up' : 'Ringing';
  const seen = await test.event(
    (event) =>
      (answers ? event.name === 'BridgeEnter' : event.name === 'Newstate') &&
      isMine(event) &&
      event.get('ChannelStateDesc') === state,
  );
  const leg: Leg = {
    uniqueid: seen.get('Uniqueid') ?? '',
    channel: seen.get('Channel') ?? '',
    device: 'PJSIP/1001',
    state: answers ? 'up' : 'ringing',
  };
  return { caller, leg };
}

function order(desk: Desk, part: Partial<Order> = {}): Order {
  return {
    uniqueid: newChannelId(desk),
    device: 'PJSIP/1001',
    number: '1002',
    callerNumber: '1001',
    callerName: 'Ada "the Countess" <Lovelace>',
    ...part,
  };
}

describe('hanging up', () => {
  it('while it rings, declines: the phone is told so, and the caller is sent on by the dialplan', async () => {
    const test = await startDesk();
    const { leg } = await callsIn(test, false);
    expect(await hangUp(test.desk, callOf({ legs: [leg] }))).toEqual({ ok: true, value: null });
    const hungUp = await test.event((event) => event.name === 'Hangup' && isMine(event));
    expect(hungUp.get('Cause')).toBe('21');
  });

  it('while talking, ends the call for both', async () => {
    const test = await startDesk();
    const { leg, caller } = await callsIn(test, true);
    expect((await hangUp(test.desk, callOf({ state: 'up', legs: [leg] }))).ok).toBe(true);
    await test.event((event) => event.name === 'Hangup' && event.get('Uniqueid') === caller.uniqueid);
  });

  it('of a leg that has gone meanwhile is done', async () => {
    const { desk } = await startDesk();
    const gone: Leg = { uniqueid: '1.1', channel: 'PJSIP/1001-00000001', device: 'PJSIP/1001', state: 'up' };
    expect((await hangUp(desk, callOf({ legs: [gone] }))).ok).toBe(true);
  });

  it('of a call that is on no phone of mine is refused', async () => {
    const { desk } = await startDesk();
    expect(await hangUp(desk, callOf({}))).toMatchObject({ ok: false, code: 'no-leg' });
  });
});

describe('transferring', () => {
  it('while talking, is a blind transfer: the other rings, and I am out', async () => {
    const test = await startDesk();
    const { leg, caller } = await callsIn(test, true);
    const call = callOf({ state: 'up', legs: [leg], remoteUniqueid: caller.uniqueid });
    expect(await transfer(test.desk, call, '1005')).toEqual({ ok: true, value: null });
    const moved = await test.event((event) => event.name === 'BlindTransfer');
    expect(moved.get('Extension')).toBe('1005');
    await test.event(
      (event) => event.name === 'DialBegin' && event.get('DestChannel')?.startsWith('PJSIP/1005-') === true,
    );
    expect(caller.gone).toBe(false);
  });

  it('while it rings, sends the caller there without ever reaching me', async () => {
    const test = await startDesk();
    const { leg, caller } = await callsIn(test, false);
    expect((await transfer(test.desk, callOf({ legs: [leg], remoteUniqueid: caller.uniqueid }), '1003')).ok).toBe(true);
    const answered = await test.event(
      (event) => event.name === 'BridgeEnter' && event.get('Channel')?.startsWith('PJSIP/1003-') === true,
    );
    expect(answered.get('ConnectedLineNum')).toBe('+12125550162');
  });

  it('is a redirect of the other party where the PBX has no BlindTransfer', async () => {
    const test = await startDesk();
    const { leg, caller } = await callsIn(test, true);
    const can = (action: string): boolean => action !== 'BlindTransfer';
    const desk: Desk = { ...test.desk, capabilities: { ...test.desk.capabilities, can } };
    const call = callOf({ state: 'up', legs: [leg], remoteUniqueid: caller.uniqueid });
    expect((await transfer(desk, call, '1003')).ok).toBe(true);
    await test.event(
      (event) => event.name === 'BridgeEnter' && event.get('Channel')?.startsWith('PJSIP/1003-') === true,
    );
  });

  it('to a number that the dialplan does not have is refused before anything happens', async () => {
    const test = await startDesk();
    const { leg, caller } = await callsIn(test, false);
    const call = callOf({ legs: [leg], remoteUniqueid: caller.uniqueid });
    expect(await transfer(test.desk, call, '4711')).toEqual({
      ok: false,
      code: 'no-extension',
      message: 'The PBX knows no “4711” in the context “internal”.',
    });
    expect(caller.gone).toBe(false);
  });

  it('of a call that I am placing has to wait', async () => {
    const { desk } = await startDesk();
    const leg: Leg = { uniqueid: '1.1', channel: 'PJSIP/1001-1', device: 'PJSIP/1001', state: 'dialing' };
    const call = callOf({ direction: 'out', state: 'dialing', legs: [leg] });
    expect(await transfer(desk, call, '1003')).toMatchObject({ ok: false, code: 'not-answered' });
    // The PBX rang my phone first, which is up while the other side rings.
    const mineUp = { ...call, legs: [{ ...leg, state: 'up' as const }] };
    expect(await transfer(desk, mineUp, '1003')).toMatchObject({ ok: false, code: 'not-answered' });
  });
});

describe('originating', () => {
  it('rings my phone under the id it was given, then the other, as me', async () => {
    const test = await startDesk();
    const placed = await originate(test.desk, order(test.desk));
    expect(placed.ok).toBe(true);
    const other = await test.event(
      (event) => event.name === 'BridgeEnter' && event.get('Channel')?.startsWith('PJSIP/1002-') === true,
    );
    expect(other.get('ConnectedLineNum')).toBe('1001');
    expect(other.get('ConnectedLineName')).toBe('Ada the Countess Lovelace');
    expect(placed.ok && (await placed.value.failure)).toBeNull();
  });

  it('refuses what the PBX refuses, in its words', async () => {
    const { desk } = await startDesk();
    expect(await originate(desk, order(desk, { number: '4711' }))).toMatchObject({
      ok: false,
      message: 'The PBX says: Extension does not exist.',
    });
  });

  it('refuses at once when my phone is not there', async () => {
    const { desk } = await startDesk();
    expect(await originate(desk, order(desk, { device: 'PJSIP/1007' }))).toMatchObject({
      ok: false,
      message: '1002 was not called: your phone (PJSIP/1007) is busy, refused, or cannot be reached.',
    });
  });

  it('tells later that my phone was not answered', async () => {
    const { desk } = await startDesk(0.002);
    const placed = await originate(desk, order(desk, { device: 'PJSIP/1005' }));
    expect(placed.ok && (await placed.value.failure)).toBe('1002 was not called: your phone was not answered.');
  });
});
