import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoPbx, startDemoPbx } from '../../../src-main/demo/demo-pbx.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { header, readPackets, WireClient, type WirePacket } from '../../support/wire-client.ts';

function recording(name: string): readonly WirePacket[] {
  const path = new URL(`../../fixtures/recordings/22/${name}.ami`, import.meta.url);
  return readPackets(readFileSync(path, 'utf8'));
}

const keys = (packet: WirePacket | undefined): string => (packet ?? []).map(([key]) => key).join(' ');

let clock: ManualClock;
let demo: DemoPbx;
let client: WireClient;

beforeEach(async () => {
  clock = new ManualClock();
  demo = await startDemoPbx({ clock, callers: false, secret: 'secret' });
  client = await WireClient.connect(demo.port);
});

afterEach(async () => {
  client.close();
  await demo.close();
});

const logIn = (): Promise<WirePacket> => client.ask('Login', { Username: demo.username, Secret: 'secret' });

/** All packets with an ActionID: a list's start, items and end. */
async function askList(action: string, fields: Readonly<Record<string, string>> = {}): Promise<readonly WirePacket[]> {
  const id = client.send(action, fields);
  await client.until((packets) =>
    packets.find((packet) => header(packet, 'ActionID') === id && header(packet, 'Event')?.endsWith('Complete')),
  );
  return client.packets.filter((packet) => header(packet, 'ActionID') === id);
}

describe('logging in', () => {
  it('greets as Asterisk 22 does', async () => {
    await client.until((packets) => packets.find((packet) => packet[0]?.[1] !== ''));
    expect(client.packets[0]).toEqual([['banner', 'Asterisk Call Manager/11.0.0']]);
  });

  it('accepts the secret, and says that it has booted', async () => {
    expect(await logIn()).toEqual([
      ['Response', 'Success'],
      ['ActionID', 'w1'],
      ['Message', 'Authentication accepted'],
    ]);
    await client.ask('Ping');
    expect(keys(client.events[0])).toBe('Event Privilege Uptime LastReload Status');
    expect(header(await client.ask('Login'), 'Message')).toBe('Already authenticated');
  });

  it('accepts the MD5 of challenge and secret', async () => {
    const challenge = header(await client.ask('Challenge', { AuthType: 'MD5' }), 'Challenge') ?? '';
    expect(challenge).toMatch(/^\d+$/);
    const key = createHash('md5').update(`${challenge}secret`).digest('hex');
    const reply = await client.ask('Login', { AuthType: 'MD5', Username: demo.username, Key: key });
    expect(header(reply, 'Message')).toBe('Authentication accepted');
  });

  it('refuses a wrong secret a second later, and closes', async () => {
    const answered = client.ask('Login', { Username: demo.username, Secret: 'guess' });
    while (!client.closed) {
      clock.advance(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await answered).slice(2)).toEqual([['Message', 'Authentication failed']]);
  });

  it.each(['Ping', 'CoreShowChannels', 'Frobnicate'])('refuses %s before it', async (action) => {
    expect(header(await client.ask(action), 'Message')).toBe('Permission denied');
  });

  it('sends only the events that were asked for', async () => {
    await client.ask('Login', { Username: demo.username, Secret: 'secret', Events: 'off' });
    expect(header(await client.ask('Events', { EventMask: 'cdr' }), 'Events')).toBe('On');
    await client.ask('Originate', {
      Channel: 'PJSIP/1001',
      Context: 'internal',
      Exten: '1004',
      Priority: '1',
      Async: 'true',
    });
    clock.advance(10_000);
    await client.ask('Ping');
    expect(client.events.map((packet) => header(packet, 'Event'))).toEqual(['Cdr']);
  });
});

describe('answering', () => {
  beforeEach(logIn);

  it.each([
    ['Frobnicate', {}, 'Invalid/unknown command: Frobnicate. Use Action: ListCommands to show available commands.'],
    ['PJSIPShowEndpoints', {}, 'Permission denied'],
    ['Redirect', { Channel: 'x', Exten: 's' }, 'Context not specified'],
    ['Redirect', { Channel: 'x', Context: 'internal', Exten: '1002', Priority: '1' }, 'Channel does not exist: x'],
    ['Hangup', {}, 'No channel specified'],
    ['Hangup', { Channel: 'PJSIP/1001-00000031' }, 'No such channel'],
    ['BlindTransfer', { Channel: 'x', Exten: '1002' }, 'Channel specified does not exist'],
    ['ExtensionState', {}, 'Extension not specified'],
    ['Originate', {}, 'Channel not specified'],
    ['Originate', { Channel: 'PJSIP', Exten: '1002', Context: 'internal', Priority: '1' }, 'Invalid channel'],
    ['Originate', { Channel: 'PJSIP/1001', Exten: '1002', Context: 'internal', Priority: 'x' }, 'Invalid priority'],
    [
      'Originate',
      { Channel: 'PJSIP/1001', Exten: '1', Context: 'nowhere', Priority: '1' },
      'Extension does not exist.',
    ],
    ['Getvar', { Channel: 'none', Variable: 'X' }, 'No such channel'],
    ['DBGet', { Family: 'DEVICE', Key: '1001/user' }, 'Database entry not found'],
  ])('%s %o with the words of Asterisk: %s', async (action, fields, message) => {
    expect(await client.ask(action, fields)).toEqual([
      ['Response', 'Error'],
      ['ActionID', expect.any(String)],
      ['Message', message],
    ]);
  });

  it('bad requests with the words of Asterisk', async () => {
    client.write(
      `Frob: x\r\nActionID: noaction\r\n\r\nAction: Ping\r\nActionID: long\r\nJunk: ${'y'.repeat(1100)}\r\n\r\n`,
    );
    client.write('action: ping\nACTIONID:   low\n\n');
    await client.until((packets) => packets.find((packet) => header(packet, 'ActionID') === 'low'));
    const said = (id: string): string | undefined => {
      const reply = client.packets.find((packet) => header(packet, 'ActionID') === id);
      return reply && (header(reply, 'Message') ?? header(reply, 'Ping'));
    };
    expect(said('noaction')).toBe('Missing action in request');
    expect(said('long')).toBe('Failed to parse message: line too long');
    expect(said('low')).toBe('Pong');
  });

  it('ListCommands names what is permitted, and nothing else', async () => {
    const reply = await client.ask('ListCommands');
    const names = reply.slice(2).map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['Originate', 'Hangup', 'BlindTransfer', 'Status', 'QueueStatus']));
    expect(names).not.toContain('PJSIPShowEndpoints');
    const real = new Map(recording('52-listcommands.companion').find((packet) => header(packet, 'Originate')));
    for (const [name, text] of reply.slice(2)) expect([name, text]).toEqual([name, real.get(name)]);
  });

  it('lists laid out as in the recordings', async () => {
    const { pbx, dialplan } = demo.world;
    const caller = pbx.newChannel({
      device: 'PJSIP/trunk',
      state: 'Ring',
      callerId: { number: '+12125550117', name: "Kathleen O'Neill" },
      context: 'from-trunk',
      exten: '+442079460101',
      hasDialplan: true,
    });
    dialplan.run(caller, 'from-trunk', '+442079460101', { 1001: { does: 'answer', after: 1000 } });
    clock.advance(2000);
    const real = [
      ...recording('51-status-and-channels.companion'),
      ...recording('50-extension-and-device-states.companion'),
      ...recording('42-queue.companion'),
    ];
    const known = new Set(real.map((packet) => `${packet[0]?.[1]}: ${keys(packet)}`));
    for (const action of [
      'Status',
      'CoreShowChannels',
      'ExtensionStateList',
      'DeviceStateList',
      'QueueStatus',
      'QueueSummary',
    ]) {
      for (const packet of await askList(action)) expect([...known]).toContain(`${packet[0]?.[1]}: ${keys(packet)}`);
    }
    const [, status] = await askList('Status', { Channel: caller.uniqueid });
    expect(header(status ?? [], 'CallerIDName')).toBe(String.raw`Kathleen O\'Neill`);
  });

  it('knows its people, in any script', async () => {
    const users = (await askList('VoicemailUsersList')).map((packet) => header(packet, 'Fullname'));
    expect(users).toEqual(expect.arrayContaining(['Ada Lovelace', 'Zoë Müller', 'Софья Ковалевская']));
    const hint = await client.ask('ExtensionState', { Exten: '1007', Context: 'internal' });
    expect(header(hint, 'StatusText')).toBe('Unavailable');
  });

  it('goes with "Goodbye"', async () => {
    expect(header(await client.ask('Logoff'), 'Message')).toBe('Thanks for all the fish.');
    await client.untilClosed();
  });
});
