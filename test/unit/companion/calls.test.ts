import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccountView, CallView } from '../../../src-main/companion/view.ts';
import { systemClock } from '../../../src-main/demo/clock.ts';
import { startScriptedPeer } from '../../../src-main/demo/scripted/scripted-peer.ts';
import { hangUpRemotely } from '../../../src-main/demo/switch/hangup.ts';
import {
  draftFor,
  startApplication,
  startDemo,
  type TestApplication,
  TestKeychain,
} from '../../support/application.ts';
import { ANSWERS, callIn, RINGS, TO_SUPPORT, TO_USER } from '../../support/demo-calls.ts';
import { temporaryFolder } from '../../support/temporary.ts';

type Demo = Awaited<ReturnType<typeof startDemo>>;

interface Desk extends TestApplication {
  readonly demo: Demo;
  readonly pbx: Demo['pbx'];
}

/** The application on a demo PBX, connected and with its lists. */
async function atTheDesk(): Promise<Desk> {
  const demo = await startDemo();
  const app = await startApplication({ startDemo: () => Promise.resolve(demo) });
  await app.account((one) => one.connection.phase === 'connected' && one.me.name !== null);
  return { ...app, demo, pbx: demo.pbx };
}

const only = (account: AccountView): CallView | undefined => account.calls[0];
const firstCall = async (desk: Desk, matches: (call: CallView) => boolean): Promise<CallView> => {
  const { calls } = await desk.account((account) => account.calls.some(matches));
  const found = calls.find(matches);
  if (found === undefined) throw new Error('The call has gone.');
  return found;
};
const callKinds = (desk: Desk): readonly string[] =>
  desk.happenings.flatMap((happening) => (happening.kind === 'connection' ? [] : [happening.kind]));

describe('an incoming call', () => {
  it('pops at once with its caller, and is missed when the caller gives up', async () => {
    const desk = await atTheDesk();
    const before = performance.timeOrigin + performance.now();
    const caller = callIn(desk.pbx, TO_USER, { 1001: RINGS });
    const ringing = await firstCall(desk, (call) => call.popping);
    expect(ringing).toMatchObject({
      direction: 'in',
      state: 'ringing',
      name: 'Grace Hopper',
      number: '+12125550162',
      internal: false,
      via: `called ${TO_USER}`,
    });
    const now = desk.states.find(([{ accounts }, urgency]) => urgency === 'now' && accounts[0]?.calls[0]?.popping);
    expect(now).toBeDefined();
    const happening = desk.happenings.find(({ kind }) => kind === 'ringing');
    expect(happening?.receivedAt).toBeGreaterThanOrEqual(before);
    expect(happening?.receivedAt).toBeLessThan(before + 5_000);

    hangUpRemotely(desk.pbx.world.pbx, caller);
    const { today } = await desk.account((account) => account.today.length > 0 && account.calls.length === 0);
    expect(today[0]).toMatchObject({ outcome: 'missed', name: 'Grace Hopper', talkedSeconds: 0, unseenEnd: false });
    expect(callKinds(desk)).toEqual(['ringing', 'ended']);
  });

  it('stops popping when it is answered, and is in today’s calls once it ended', async () => {
    const desk = await atTheDesk();
    const caller = callIn(desk.pbx, TO_USER, { 1001: ANSWERS });
    await firstCall(desk, (call) => call.state === 'up' && !call.popping);
    hangUpRemotely(desk.pbx.world.pbx, caller);
    const { today } = await desk.account((account) => account.today.length > 0);
    expect(today.map(({ outcome }) => outcome)).toEqual(['answered']);
    expect(callKinds(desk)).toEqual(['ringing', 'answered', 'ended']);
  });

  it('from the queue says so, pops once, and is answered elsewhere when a colleague takes it', async () => {
    const desk = await atTheDesk();
    callIn(desk.pbx, TO_SUPPORT, { 1001: RINGS, 1002: { does: 'answer', after: 2_000 }, 1003: RINGS });
    expect(await firstCall(desk, (call) => call.popping)).toMatchObject({
      via: expect.stringContaining('via Support'),
    });
    const { today } = await desk.account((account) => account.today.length > 0);
    expect(today[0]?.outcome).toBe('answered-elsewhere');
    expect(callKinds(desk)).toEqual(['ringing', 'ended']);
  });

  it('that is put away rings on without its card', async () => {
    const desk = await atTheDesk();
    callIn(desk.pbx, TO_USER, { 1001: RINGS });
    const { id } = await firstCall(desk, (call) => call.popping);
    expect(await desk.application.dismissPop('demo', id)).toEqual({ ok: true, value: null });
    expect(only(await desk.account((account) => only(account)?.popping === false))?.state).toBe('ringing');
    expect((await desk.application.dismissPop('demo', 'gone')).ok).toBe(false);
    callIn(desk.pbx, TO_USER, { 1001: RINGS }, { number: '+442079460018', name: 'Charles Babbage' });
    const { calls } = await desk.account(
      (account) => account.calls.length === 2 && account.calls.some((call) => call.popping),
    );
    expect(calls.map(({ name, popping }) => [name, popping])).toEqual([
      ['Grace Hopper', false],
      ['Charles Babbage', true],
    ]);
  });

  it.each(['\u200b\u200b', ' \u00a0', '\u202e\u2066', '\u3164'])(
    'whose name is nothing to be seen (%j) has none',
    async (name) => {
      const desk = await atTheDesk();
      callIn(desk.pbx, TO_USER, { 1001: RINGS }, { number: '+12125550142', name });
      const ringing = await firstCall(desk, (call) => call.popping);
      expect(ringing).toMatchObject({ name: null, number: '+12125550142' });
    },
  );

  it('can be declined', async () => {
    const desk = await atTheDesk();
    callIn(desk.pbx, TO_USER, { 1001: RINGS });
    const { id } = await firstCall(desk, (call) => call.popping);
    expect(await desk.application.hangUp('demo', id)).toEqual({ ok: true, value: null });
    const { today } = await desk.account((account) => account.today.length > 0);
    expect(today[0]?.outcome).toBe('declined');
  });

  it('is gone from sight once declined, though its caller waits on in the queue', async () => {
    const desk = await atTheDesk();
    callIn(desk.pbx, TO_SUPPORT, { 1001: RINGS, 1003: RINGS, 1004: RINGS });
    const { id } = await firstCall(desk, (call) => call.popping);
    expect(await desk.application.hangUp('demo', id)).toEqual({ ok: true, value: null });
    const { today } = await desk.account((account) => account.calls.length === 0);
    expect(today).toEqual([]);
  });

  it('can be sent on once it is answered', async () => {
    const desk = await atTheDesk();
    const caller = callIn(desk.pbx, TO_USER, { 1001: ANSWERS });
    const { id } = await firstCall(desk, (call) => call.state === 'up');
    expect(await desk.application.transfer('demo', id, '1005')).toEqual({ ok: true, value: null });
    await desk.account((account) => account.calls.length === 0);
    expect(caller.gone).toBe(false);
  });

  it('that rang already when Sidetone came is there, and pops', async () => {
    const demo = await startDemo();
    callIn(demo.pbx, TO_USER, { 1001: RINGS });
    const app = await startApplication({ startDemo: () => Promise.resolve(demo) });
    const account = await app.account((one) => one.calls.some((call) => call.popping));
    expect(only(account)).toMatchObject({ name: 'Grace Hopper', number: '+12125550162' });
  });

  it('pops no more while the PBX is away', async () => {
    const desk = await atTheDesk();
    callIn(desk.pbx, TO_USER, { 1001: RINGS });
    await firstCall(desk, (call) => call.popping);
    await desk.demo.stop();
    const away = await desk.account((account) => account.connection.phase === 'waiting');
    expect(away.calls).toMatchObject([{ state: 'ringing', popping: false }]);
    expect(away.people.every(({ presence }) => presence === 'unknown')).toBe(true);
  });

  it('is ended, its end unseen, when the PBX was restarted meanwhile: no ghost stays', async () => {
    const desk = await atTheDesk();
    callIn(desk.pbx, TO_USER, { 1001: ANSWERS });
    await firstCall(desk, (call) => call.state === 'up');
    await desk.demo.stop();
    await desk.account(
      (account) => account.connection.phase === 'waiting' && account.calls.every((call) => !call.popping),
    );
    await startDemo({ port: desk.demo.port, secret: desk.demo.secret });
    desk.application.resumed();
    const { today } = await desk.account(
      (account) => account.connection.phase === 'connected' && account.calls.length === 0,
    );
    expect(today).toMatchObject([{ outcome: 'answered', unseenEnd: true }]);
  });
});

describe('without the right to list channels', () => {
  it('calls are still seen, and after a reconnect none stays that may be gone', async () => {
    const peer = await startScriptedPeer({ write: ['originate'] }, systemClock(0.02));
    onTestFinished(() => peer.close());
    const { application, account } = await startApplication();
    const saved = await application.saveAccount(draftFor({ ...peer, context: 'internal' }));
    const id = saved.ok ? saved.value.accountId : '';
    await account((one) => one.id === id && one.connection.phase === 'connected');
    callIn(peer, TO_USER, { 1001: ANSWERS });
    const up = await account((one) => one.calls.some((call) => call.state === 'up'));
    expect(up.controls.hangUp.why).toContain('“call”');
    peer.perform({ close: 'cut' });
    await account((one) => one.id === id && one.connection.phase !== 'connected');
    application.resumed();
    const { today } = await account((one) => one.connection.phase === 'connected' && one.calls.length === 0);
    expect(today).toMatchObject([{ outcome: 'answered', unseenEnd: true }]);
    callIn(peer, TO_USER, { 1001: RINGS });
    await account((one) => one.calls.some((call) => call.popping));
  });
});

describe('my devices', () => {
  it('follow my extension’s hint while connected', async () => {
    const desk = await atTheDesk();
    desk.pbx.world.pbx.emit('call', 'ExtensionStatus', [
      ['Exten', '1001'],
      ['Context', 'internal'],
      ['Hint', 'PJSIP/2044&Custom:DND1001'],
      ['Status', '1'],
      ['StatusText', 'InUse'],
    ]);
    expect((await desk.account(({ me }) => me.devices[0] === 'PJSIP/2044')).me.presence).toBe('busy');
  });
});

describe('dialling', () => {
  it('rings my phone, shows whom I call, and never pops', async () => {
    const desk = await atTheDesk();
    expect(await desk.application.dial('demo', '10-03', null)).toEqual({ ok: true, value: null });
    expect(await firstCall(desk, () => true)).toMatchObject({
      direction: 'out',
      state: 'dialing',
      name: 'Katherine Johnson',
      number: '1003',
      popping: false,
    });
    const { id } = await firstCall(desk, (call) => call.state === 'up');
    expect((await desk.application.hangUp('demo', id)).ok).toBe(true);
    const { today } = await desk.account((account) => account.today.length > 0);
    expect(today).toMatchObject([{ direction: 'out', outcome: 'answered', name: 'Katherine Johnson', internal: true }]);
    expect(callKinds(desk)).toEqual(['dialing', 'answered', 'ended']);
    expect(desk.states.some(([{ accounts }]) => accounts[0]?.calls.some((call) => call.popping))).toBe(false);
  });

  it('refuses what cannot be dialled, and tells in the PBX’s words what it does not have', async () => {
    const { application } = await atTheDesk();
    expect(await application.dial('demo', 'call me', null)).toMatchObject({ ok: false, code: 'not-dialable' });
    expect(await application.dial('demo', '4711', null)).toMatchObject({
      ok: false,
      message: 'The PBX says: Extension does not exist.',
    });
    expect(await application.dial('nobody', '1002', null)).toMatchObject({ ok: false, code: 'no-account' });
  });

  it('tells when my own phone was not answered', async () => {
    const office = await startDemo({ pace: 0.003 });
    const { application, account, state } = await startApplication();
    // Extension 1005 of the demo only ever rings.
    const saved = await application.saveAccount(draftFor(office, { extension: '1005' }));
    const id = saved.ok ? saved.value.accountId : '';
    await account((one) => one.id === id && one.me.devices.length > 0);
    expect((await application.dial(id, '1002', null)).ok).toBe(true);
    const { notices } = await state((now) => now.notices.length > 0);
    expect(notices[0]?.words).toBe('1002 was not called: your phone was not answered.');
  });
});

describe('today’s calls', () => {
  it('of the demo go when a real account comes', async () => {
    const desk = await atTheDesk();
    const caller = callIn(desk.pbx, TO_USER, { 1001: RINGS });
    await firstCall(desk, (call) => call.popping);
    hangUpRemotely(desk.pbx.world.pbx, caller);
    await desk.account((account) => account.today.length === 1);
    const saved = await desk.application.saveAccount(draftFor(await startDemo()));
    expect((await desk.application.removeAccount(saved.ok ? saved.value.accountId : '')).ok).toBe(true);
    expect((await desk.account(({ demo }) => demo)).today).toEqual([]);
  });

  it('are there after a restart, each once', async () => {
    const profile = temporaryFolder();
    const keychain = new TestKeychain();
    const office = await startDemo();
    const first = await startApplication({ profile, keychain });
    await first.application.saveAccount(draftFor(office));
    await first.account((one) => !one.demo && one.connection.phase === 'connected' && one.me.name !== null);
    for (let call = 1; call <= 3; call++) {
      const caller = callIn(office.pbx, TO_USER, { 1001: RINGS });
      await first.account((one) => one.calls.some(({ popping }) => popping));
      hangUpRemotely(office.pbx.world.pbx, caller);
      await first.account((one) => one.today.length === call && one.calls.length === 0);
    }
    const before = first.application.state.accounts[0]?.today;
    await first.stop();
    const second = await startApplication({ profile, keychain });
    expect((await second.account((one) => one.connection.phase === 'connected')).today).toEqual(before);
    expect(before?.map(({ beganAt }) => beganAt)).toEqual(
      before?.map(({ beganAt }) => beganAt).toSorted((one, other) => other - one),
    );
  });
});
