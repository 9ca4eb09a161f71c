import { createServer } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PeerScript } from '../../src-main/demo/scripted/script.ts';
import { type ScriptedPeer, startScriptedPeer } from '../../src-main/demo/scripted/scripted-peer.ts';
import { hangUpRemotely } from '../../src-main/demo/switch/hangup.ts';
import type { AccountView, SidetoneApi } from '../../src-main/bridge/contract.ts';
import { launchApp, type RunningApp } from '../support/app.ts';

/**
 * What goes wrong between Sidetone and a PBX, on the real application: every fault is told in words in its window, nothing crashes,
 * and no call is left standing that is not there. The other end is the scripted peer, because no real Asterisk can be made to do this.
 */

const WITHIN = { timeout: 25_000, interval: 50 };

let app: RunningApp;
let window: Page;
/** A PBX that behaves: with it connected, the demo stays away. */
let steady: ScriptedPeer;
let peer: ScriptedPeer | undefined;
let accountId: string | undefined;

beforeAll(async () => {
  steady = await startScriptedPeer();
  app = await launchApp();
  window = await app.mainWindow();
  await connect({ port: steady.port, secret: steady.secret, label: 'steady' });
});

afterAll(async () => {
  await app.close();
  await steady.close();
});

afterEach(async () => {
  if (accountId !== undefined) await (await api()).evaluate((sidetone, id) => sidetone.removeAccount(id), accountId);
  accountId = undefined;
  await peer?.close();
  peer = undefined;
  // Whatever happened, it is still there, and the other connection was not touched.
  expect((await accounts()).map((account) => [account.label, account.connection.phase])).toEqual([
    ['steady', 'connected'],
  ]);
});

const api = () => window.evaluateHandle<SidetoneApi>('window.sidetone');

async function accounts(): Promise<readonly AccountView[]> {
  const state = await (await api()).evaluate((sidetone) => sidetone.getState());
  return state.ok ? state.value.accounts : [];
}

const faulty = async (): Promise<AccountView | undefined> =>
  (await accounts()).find((account) => account.label === 'faulty');

interface Connection {
  readonly port: number;
  readonly secret?: string;
  readonly label?: string;
}

async function connect({ port, secret = 'any', label = 'faulty' }: Connection): Promise<void> {
  const draft = {
    label,
    host: '127.0.0.1',
    port,
    username: 'sidetone',
    secret,
    extension: '1001',
    devices: [],
    context: 'internal',
    sessionOnly: true,
  };
  const saved = await (await api()).evaluate((sidetone, account) => sidetone.saveAccount(account), draft);
  if (!saved.ok) throw new Error(saved.message);
  if (label === 'faulty') accountId = saved.value.accountId;
}

async function meet(script: PeerScript): Promise<ScriptedPeer> {
  peer = await startScriptedPeer(script);
  await connect({ port: peer.port, secret: peer.secret });
  return peer;
}

/** Waits until the window itself says it. */
async function reads(text: RegExp): Promise<void> {
  await expect.poll(() => window.evaluate(() => document.body.innerText), WITHIN).toMatch(text);
}

const phase = async (): Promise<string | undefined> => (await faulty())?.connection.phase;

async function isConnected(): Promise<void> {
  await expect.poll(phase, WITHIN).toBe('connected');
}

describe('a server that cannot be used', () => {
  it('is not there', async () => {
    const port = await freePort();
    await connect({ port });
    await reads(/Cannot reach 127\.0\.0\.1, port \d+/);
    expect(await phase()).toBe('waiting');
  });

  it('is not Asterisk', async () => {
    await meet({ banner: 'SSH-2.0-OpenSSH_9.2p1 Debian-2' });
    await reads(/not the Asterisk manager interface. It says: “SSH-2\.0-OpenSSH/);
  });

  it('says nothing', async () => {
    await meet({ banner: null });
    await reads(/within 10 seconds\. Is this the port of the manager interface\?/);
  });

  it('closes at once', async () => {
    await meet({ banner: null, timeline: [{ on: 'connect', close: 'end' }] });
    await reads(/The server hung up before it greeted/);
  });

  it('refuses the secret: said once, and not tried again', async () => {
    const server = await meet({});
    await (await api()).evaluate((sidetone, id) => sidetone.removeAccount(id ?? ''), accountId);
    await connect({ port: server.port, secret: 'a wrong one' });
    await reads(/refused the user name or the secret, or does not accept logins from this address/);
    expect(await phase()).toBe('refused');
    const tries = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(server.requests.length).toBe(tries);
  });

  it('refuses the address', async () => {
    await meet({ denied: true });
    await reads(/does not accept logins from this address/);
    expect(await phase()).toBe('refused');
  });

  it('lacks rights: it connects, and what cannot be done says why', async () => {
    await meet({ write: ['reporting'] });
    await isConnected();
    const controls = (await faulty())?.controls;
    expect(controls?.dial).toMatchObject({ possible: false, why: expect.stringMatching(/originate/) });
    expect(controls?.hangUp).toMatchObject({ possible: false, why: expect.stringMatching(/call/) });
  });
});

describe('a connection that goes wrong', () => {
  it('is cut in the middle of a packet, and comes back', async () => {
    const server = await meet({
      plays: 1,
      timeline: [
        { on: 'Status', after: 200, bytes: 'Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/10' },
        { close: 'cut' },
      ],
    });
    await server.asked('Login', 2);
    await isConnected();
    expect((await faulty())?.calls).toEqual([]);
  });

  it('sends 10 MB without a blank line', async () => {
    await meet({ timeline: [{ on: 'Status', after: 200, flood: 10_000_000 }] });
    await reads(/sent more than \d+ MB without ending its message/);
  });

  it('sends garbage, and the calls behind it are still seen', async () => {
    const server = await meet({});
    await isConnected();
    server.perform({
      bytes: Buffer.from([0, 255, 254, 13, 10, 58, 58, 13, 10, 13, 10, 13, 10, 0xc3, 0x28, 13, 10, 13, 10]),
    });
    ring(server, 'Behind Garbage');
    await reads(/Behind Garbage/);
    for (const channel of server.world.pbx.channels) hangUpRemotely(server.world.pbx, channel, 127, '487');
  });

  it('delivers a call in pieces of seven bytes', async () => {
    const name = 'Zoë in Pieces';
    const server = await meet({ pieces: 7 });
    await isConnected();
    const caller = ring(server, name);
    await reads(new RegExp(name));
    hangUpRemotely(server.world.pbx, caller, 127, '487');
    await expect.poll(async () => (await faulty())?.calls, WITHIN).toEqual([]);
  });

  it('ends with a restart during a call: no ghost is left, and the call is in the history', async () => {
    const server = await meet({});
    await isConnected();
    ring(server, 'Restart Victim', 300);
    await expect.poll(async () => (await faulty())?.calls.map((call) => call.state), WITHIN).toEqual(['up']);
    // Asterisk forgets its calls when it restarts.
    server.perform({ restart: 500 });
    for (const channel of server.world.pbx.channels) server.world.pbx.hangUp(channel, 0);
    await expect.poll(phase, WITHIN).not.toBe('connected');
    await isConnected();
    await expect.poll(async () => (await faulty())?.calls, WITHIN).toEqual([]);
    // Asterisk said that it goes down, so the end was seen.
    expect(await todayOf()).toEqual([['Restart Victim', 'answered', false]]);
  });

  it('is lost during a call that ends meanwhile: no ghost, and the history says that its end was not seen', async () => {
    const server = await meet({});
    await isConnected();
    const caller = ring(server, 'Cut Victim', 300);
    await expect.poll(async () => (await faulty())?.calls.map((call) => call.state), WITHIN).toEqual(['up']);
    server.perform({ close: 'cut' });
    hangUpRemotely(server.world.pbx, caller);
    await server.asked('Login', 2);
    await isConnected();
    await expect.poll(async () => (await faulty())?.calls, WITHIN).toEqual([]);
    await expect.poll(todayOf, WITHIN).toEqual([['Cut Victim', 'answered', true]]);
  });

  it('is lost during a call that goes on: it is the same call afterwards', async () => {
    const server = await meet({});
    await isConnected();
    ring(server, 'Patient Caller', 300);
    await expect.poll(async () => (await faulty())?.calls.map((call) => call.state), WITHIN).toEqual(['up']);
    const before = (await faulty())?.calls[0];
    server.perform({ close: 'cut' });
    await server.asked('Login', 2);
    await isConnected();
    await expect
      .poll(async () => (await faulty())?.calls.map((call) => [call.id, call.name, call.state]), WITHIN)
      .toEqual([[before?.id, 'Patient Caller', 'up']]);
    expect(await todayOf()).toEqual([]);
  });

  it('a caller who gave up while the connection was gone does not pop any more', async () => {
    const server = await meet({});
    await isConnected();
    const caller = ring(server, 'Gone Meanwhile');
    await reads(/Gone Meanwhile/);
    server.perform({ close: 'cut' });
    hangUpRemotely(server.world.pbx, caller, 127, '487');
    await server.asked('Login', 2);
    await isConnected();
    await expect.poll(async () => (await faulty())?.calls, WITHIN).toEqual([]);
    await expect.poll(() => app.isShown('pop'), WITHIN).toBe(false);
  });
});

async function todayOf(): Promise<unknown> {
  return (await faulty())?.today.map((entry) => [entry.name, entry.outcome, entry.unseenEnd]);
}

/** Somebody calls the user; answered after so many milliseconds, or never. */
function ring(server: ScriptedPeer, name: string, answeredAfter?: number) {
  const { pbx, dialplan } = server.world;
  const caller = pbx.newChannel({
    device: 'PJSIP/trunk',
    state: 'Ring',
    callerId: { number: '+12125550162', name },
    context: 'from-trunk',
    exten: '+442079460101',
    hasDialplan: true,
  });
  const behaviour =
    answeredAfter === undefined ? { does: 'ring' as const } : { does: 'answer' as const, after: answeredAfter };
  dialplan.run(caller, 'from-trunk', '+442079460101', { 1001: behaviour });
  return caller;
}

/** A port that nobody listens on: had for a moment, and given back. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
