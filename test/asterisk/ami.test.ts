import { expect, it } from 'vitest';
import { AmiConnection, type ConnectionState } from '../../src-main/ami/connection.ts';
import { probeCapabilities } from '../../src-main/ami/capabilities.ts';
import type { AmiEvent } from '../../src-main/ami/event.ts';
import { AmiSession } from '../../src-main/ami/session.ts';
import { tcpTransport } from '../../src-main/ami/tcp.ts';
import type { ConnectTransport } from '../../src-main/ami/transport.ts';
import { describeWithAsterisk } from './describe-with-asterisk.ts';
import type { Office } from './office.ts';
import { Watched } from './phones/watched.ts';

const EVENTS = 'call,agent,user,system';

function transportTo(office: Office): ConnectTransport {
  return tcpTransport({ host: '127.0.0.1', port: office.asterisk.ports.ami });
}

/** A session of one of manager.conf's users, whose secret is the name and `-secret` unless told otherwise. */
async function logIn(office: Office, username: string, secret = `${username}-secret`): Promise<AmiSession> {
  const session = await AmiSession.open({ connect: transportTo(office), onEvent: () => {}, onEnd: () => {} });
  await session.login({ username, secret, events: EVENTS });
  return session;
}

const action = (name: string, fields: Record<string, string> = {}) => ({ name, fields: Object.entries(fields) });

/** A connection that stays up, and what it told. */
class Watch extends Watched {
  states: readonly ConnectionState[] = [];
  events: readonly AmiEvent[] = [];
  /** How many channels there were at each login. */
  channels: readonly number[] = [];
  readonly connection: AmiConnection;

  constructor(office: Office) {
    super();
    this.connection = new AmiConnection({
      host: '127.0.0.1',
      port: office.asterisk.ports.ami,
      username: 'sidetone',
      secret: async () => 'sidetone-secret',
      events: EVENTS,
      onState: (state) => {
        this.states = [...this.states, state];
        this.changed();
      },
      onEvent: (event) => {
        this.events = [...this.events, event];
        this.changed();
      },
      onReady: async (session) => {
        const { items } = await session.list(action('CoreShowChannels'));
        this.channels = [...this.channels, items.length];
        this.changed();
      },
    });
    this.connection.start();
  }

  /** Resolves with the number of channels that the n-th login found. */
  login(n: number): Promise<number> {
    return this.until(`login ${n}`, () => this.channels[n - 1], 30_000);
  }

  event(name: string): Promise<AmiEvent> {
    return this.until(`the event ${name}`, () => this.events.find((event) => event.name === name));
  }

  protected override describe(): string {
    return `It was ${this.states.map(({ phase }) => phase).join(', ')}`;
  }
}

describeWithAsterisk('the manager client', (office, version) => {
  it('logs in with the least rights, and its secret never passes the wire', async () => {
    const sent: Buffer[] = [];
    const connect: ConnectTransport = async (handlers, signal) => {
      const transport = await transportTo(office())(handlers, signal);
      const write = (bytes: Buffer): void => {
        sent.push(bytes);
        transport.write(bytes);
      };
      return { encrypted: transport.encrypted, write, close: () => transport.close() };
    };
    const session = await AmiSession.open({ connect, onEvent: () => {}, onEnd: () => {} });
    await session.login({ username: 'sidetone', secret: 'sidetone-secret', events: EVENTS });
    expect(session.amiVersion).toMatch(version === '22' ? /^11\./ : /^5\./);
    expect(session.encrypted).toBe(false);
    expect(await office().asterisk.cli('manager show connected')).toMatch(/^ +sidetone /m);
    expect(Buffer.concat(sent).toString()).not.toContain('sidetone-secret');
    session.close();
    await expect.poll(() => office().asterisk.cli('manager show connected')).not.toMatch(/^ +sidetone /m);
  });

  it.each([
    ['a wrong secret', 'sidetone', 'wrong'],
    ['an unknown user', 'nobody', 'nobody-secret'],
    ['an address that the ACL refuses', 'refused', 'refused-secret'],
  ])('says that it was refused for %s, without the secret', async (_, username, secret) => {
    const refusal = await logIn(office(), username, secret).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'AmiError', code: 'refused' });
    expect(String(refusal)).not.toContain(secret);
  });

  it('does not try again after a refused secret', async () => {
    const states: ConnectionState[] = [];
    const connection = new AmiConnection({
      host: '127.0.0.1',
      port: office().asterisk.ports.ami,
      username: 'sidetone',
      secret: async () => 'wrong',
      events: EVENTS,
      onState: (state) => states.push(state),
      onEvent: () => {},
      onReady: async () => {},
    });
    connection.start();
    await expect.poll(() => states.at(-1)?.phase, { timeout: 10_000 }).toBe('refused');
    await connection.stop();
    expect(states.map(({ phase }) => phase)).toEqual(['connecting', 'refused', 'stopped']);
  });

  it('learns from ListCommands what each user may do', async () => {
    const may = async (username: string): Promise<Record<string, boolean>> => {
      const session = await logIn(office(), username);
      const capabilities = await probeCapabilities(session);
      session.close();
      const asked = ['Originate', 'Hangup', 'Redirect', 'ExtensionState', 'Command'];
      return Object.fromEntries(asked.map((name) => [name, capabilities.can(name)]));
    };
    const none = { Originate: false, Hangup: false, Redirect: false, ExtensionState: false, Command: false };
    expect(await may('sidetone')).toEqual({
      ...none,
      Originate: true,
      Hangup: true,
      Redirect: true,
      ExtensionState: true,
    });
    expect(await may('readonly')).toEqual(none);
    const session = await logIn(office(), 'sidetone');
    expect((await probeCapabilities(session)).asteriskVersion).toBe(office().asterisk.release);
    session.close();
  });

  it('is denied what the user may not do, and says so apart from what does not exist', async () => {
    const session = await logIn(office(), 'readonly');
    const originate = action('Originate', { Channel: 'PJSIP/1001', Application: 'Wait', Data: '1', Async: 'true' });
    await expect(session.send(originate)).rejects.toMatchObject({ code: 'permission-denied' });
    await expect(session.send(action('NoSuchAction'))).rejects.toMatchObject({ code: 'unknown-action' });
    await expect(session.send(action('Ping'))).resolves.toMatchObject({ status: 'Success' });
    session.close();
    expect(await office().admin.channels()).toHaveLength(0);
  });

  it('collects lists, full and empty in all the ways of saying so', async () => {
    const session = await logIn(office(), 'admin');
    for (const empty of ['CoreShowChannels', 'ParkedCalls', 'ConfbridgeListRooms', 'Status']) {
      expect((await session.list(action(empty))).items, empty).toEqual([]);
    }
    const endpoints = await session.list(action('PJSIPShowEndpoints'));
    const names = new Set(endpoints.items.map((item) => item.get('ObjectName')));
    expect(names).toEqual(new Set(['1001', '1001-mobile', '1002', '1003', '1004', 'trunk']));
    const hints = await session.list(action('ExtensionStateList'));
    expect(hints.items.find((item) => item.get('Exten') === '1001')?.get('Hint')).toBe('PJSIP/1001&PJSIP/1001-mobile');
    const { alice } = office();
    await alice.dial('601').answered();
    const { items } = await session.list(action('CoreShowChannels'));
    expect(items.map((item) => item.get('Channel'))).toEqual([expect.stringMatching(/^PJSIP\/1001-/)]);
    session.close();
  });

  it('brings the output of commands whole', async () => {
    const session = await logIn(office(), 'admin');
    const command = 'dialplan show internal';
    const lines = (text: string): string[] => text.trimEnd().split('\n');
    expect(lines(await session.command(command))).toEqual(lines(await office().asterisk.cli(command)));
    await expect(session.command('no such command')).rejects.toMatchObject({
      code: 'action-failed',
      message: expect.stringContaining('No such command'),
    });
    session.close();
    const least = await logIn(office(), 'sidetone');
    await expect(least.command('core show version')).rejects.toMatchObject({ code: 'permission-denied' });
    least.close();
  });

  it('gives names as the caller has them', async () => {
    const watch = new Watch(office());
    await watch.login(1);
    const name = "Zoë O'Brien \t李";
    office().trunk.call('5550001', { number: '+12125550142', name });
    await office().alice.rings();
    const begin = await watch.event('DialBegin');
    expect(begin.get('CallerIDNum')).toBe('+12125550142');
    expect(begin.get('CallerIDName')).toBe(name);
    expect(begin.get('calleridname')).toBe(name);
    await watch.connection.stop();
  });

  it('comes back by itself after a restart during a call, and sees that nothing is left of it', async () => {
    const watch = new Watch(office());
    expect(await watch.login(1)).toBe(0);
    office().trunk.call('5550001', { number: '1' });
    await (await office().alice.rings()).answer();
    await office().restart();
    expect(await watch.login(2)).toBe(0);
    expect(watch.states.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining(['connecting', 'connected', 'waiting', 'connected']),
    );
    office().trunk.call('5550002', { number: '1' });
    await office().bob.rings();
    await watch.event('DialBegin');
    await watch.connection.stop();
  });

  it('comes back after a crash', async () => {
    const watch = new Watch(office());
    await watch.login(1);
    await office().alice.dial('601').answered();
    await office().crashAndRelaunch();
    expect(await watch.login(2)).toBe(0);
    await watch.connection.stop();
  });
});
