import { afterEach, beforeEach, expect, it } from 'vitest';
import { probeCapabilities } from '../../src-main/ami/capabilities.ts';
import { AmiSession } from '../../src-main/ami/session.ts';
import { tcpTransport } from '../../src-main/ami/tcp.ts';
import type { Call, Leg } from '../../src-main/calls/call.ts';
import type { Desk } from '../../src-main/control/desk.ts';
import { Expectations } from '../../src-main/control/expectations.ts';
import { hangUp } from '../../src-main/control/hang-up.ts';
import { newChannelId, type Order, originate } from '../../src-main/control/originate.ts';
import { transfer } from '../../src-main/control/transfer.ts';
import { callOf } from '../support/desk.ts';
import { describeWithAsterisk } from './describe-with-asterisk.ts';
import type { Packet } from './phones/admin.ts';
import type { SipCall } from './phones/call.ts';

const ADA = { number: '+12125550142', name: 'Ada Łovelace 李' };

/** Commands with the least rights; whether they were carried out is asked of the phones and of the PBX. */
describeWithAsterisk('commands', (office) => {
  let session: AmiSession;
  let desk: Desk;

  beforeEach(async () => {
    const expectations = new Expectations();
    session = await AmiSession.open({
      connect: tcpTransport({ host: '127.0.0.1', port: office().asterisk.ports.ami }),
      onEvent: (event) => expectations.offer(event),
      onEnd() {},
    });
    await session.login({ username: 'sidetone', secret: 'sidetone-secret', events: 'call,system,agent,user' });
    desk = { actions: session, capabilities: await probeCapabilities(session), expectations, context: 'internal' };
  });
  afterEach(() => session.close());

  /** Ada calls; the call as the call model has it, with the channels that the PBX has. */
  async function adaCalls(answered: boolean): Promise<{ call: Call; caller: SipCall; atDesk: SipCall }> {
    const caller = office().trunk.call('5550001', ADA);
    const [atDesk] = await Promise.all([office().alice.rings(), office().aliceMobile.rings()]);
    if (answered) await atDesk.answer();
    const isMine = ({ Channel }: Packet): boolean => Channel?.startsWith('PJSIP/1001-') === true;
    const channels = await office().admin.channelsBecome('the call at Alice’s', (found) =>
      answered
        ? found.length === 2 && found.every(({ BridgeId }) => !!BridgeId)
        : found.filter((one) => isMine(one) && one.ChannelStateDesc === 'Ringing').length === 2,
    );
    const legs = channels.filter(isMine).map(
      ({ Uniqueid = '', Channel = '' }): Leg => ({
        uniqueid: Uniqueid,
        channel: Channel,
        device: Channel.replace(/-\w+$/, ''),
        state: answered ? 'up' : 'ringing',
      }),
    );
    const other = channels.find((one) => !isMine(one));
    const call = callOf({ state: answered ? 'up' : 'ringing', legs, remoteUniqueid: other?.Uniqueid ?? null });
    return { call, caller, atDesk };
  }

  const order = (part: Partial<Order> = {}): Order => ({
    uniqueid: newChannelId(desk),
    device: 'PJSIP/1001',
    number: '1002',
    callerNumber: '1001',
    callerName: 'Alice Adams',
    ...part,
  });

  it('declines: the phone stops ringing, refused by me', async () => {
    const { call, atDesk } = await adaCalls(false);
    expect(await hangUp(desk, call)).toEqual({ ok: true, value: null });
    expect(await atDesk.ended()).toBe('cancelled');
  });

  it('hangs up on both', async () => {
    const { call, caller, atDesk } = await adaCalls(true);
    expect(await hangUp(desk, call)).toEqual({ ok: true, value: null });
    expect(await atDesk.ended()).toBe('remote');
    expect(await caller.ended()).toBe('remote');
  });

  it('transfers, and knows that it happened', async () => {
    const { call, atDesk } = await adaCalls(true);
    expect(await transfer(desk, call, '1002')).toEqual({ ok: true, value: null });
    expect((await office().bob.rings()).remote).toEqual(ADA);
    expect(await atDesk.ended()).toBe('remote');
  });

  it('sends the caller on while it rings', async () => {
    const { call, atDesk } = await adaCalls(false);
    expect(await transfer(desk, call, '1002')).toEqual({ ok: true, value: null });
    expect((await office().bob.rings()).remote).toEqual(ADA);
    expect(await atDesk.ended()).toBe('cancelled');
  });

  it('redirects the other where there is no blind transfer', async () => {
    const { call } = await adaCalls(true);
    const can = (action: string): boolean => action !== 'BlindTransfer' && desk.capabilities.can(action);
    const older = { ...desk, capabilities: { ...desk.capabilities, can } };
    expect(await transfer(older, call, '1002')).toEqual({ ok: true, value: null });
    expect((await office().bob.rings()).remote).toEqual(ADA);
  });

  it('does not transfer to a number that does not exist: both stay', async () => {
    for (const answered of [false, true]) {
      const { call, caller, atDesk } = await adaCalls(answered);
      expect(await transfer(desk, call, '4444')).toMatchObject({ ok: false, code: 'no-extension' });
      // The caller's own phone may hear of the ringing a little later than mine.
      if (!answered) await caller.rings();
      expect([caller.state, atDesk.state]).toEqual(answered ? ['up', 'up'] : ['ringing', 'ringing']);
      await caller.hangUp();
      await office().quiet();
    }
  });

  it('rings my phone under the id it was given, then the other, who sees me', async () => {
    const wanted = order();
    const placed = await originate(desk, wanted);
    const atDesk = await office().alice.rings();
    const mine = await office().admin.channels();
    expect(mine.map(({ Uniqueid }) => Uniqueid)).toEqual([wanted.uniqueid]);
    await atDesk.answer();
    expect((await office().bob.rings()).remote).toEqual({ number: '1001', name: 'Alice Adams' });
    expect(placed.ok && (await placed.value.failure)).toBeNull();
  });

  it('says why a call of mine was not placed', async () => {
    expect(await originate(desk, order({ number: '4444' }))).toMatchObject({
      ok: false,
      message: 'The PBX says: Extension does not exist.',
    });
    expect(await originate(desk, order({ device: 'PJSIP/1004' }))).toMatchObject({
      ok: false,
      message: expect.stringContaining('cannot be reached'),
    });
    const placed = await originate(desk, order());
    (await office().alice.rings()).decline();
    expect(placed.ok && (await placed.value.failure)).toContain('refused');
  });
});
