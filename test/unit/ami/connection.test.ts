import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../src-main/ami/capabilities.ts';
import { AmiConnection, type ConnectionState } from '../../../src-main/ami/connection.ts';
import { AmiError } from '../../../src-main/ami/error.ts';
import type { AmiSession } from '../../../src-main/ami/session.ts';
import type { ConnectTransport } from '../../../src-main/ami/transport.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { Peer, type Received } from './peer.ts';

/** A PBX that can be switched off, refuse, and fall silent; each connection to it is a new peer. */
class Pbx {
  peers: Peer[] = [];
  up = true;
  refuses: string | null = null;
  booted = true;
  silent = false;
  actions = ['Ping', 'Status', 'CoreSettings'];

  readonly connect: ConnectTransport = async (handlers, signal) => {
    if (!this.up) throw new AmiError('unreachable', 'Nothing answers.');
    const peer = new Peer();
    this.peers.push(peer);
    peer.answer = (action) => this.#answer(peer, action);
    const transport = await peer.connect(handlers, signal);
    queueMicrotask(() => peer.greet());
    return transport;
  };

  get peer(): Peer {
    const last = this.peers.at(-1);
    if (last === undefined) throw new Error('Nobody has connected.');
    return last;
  }

  #answer(peer: Peer, { action, actionId }: Received): void {
    if (this.silent) return;
    const id = `ActionID: ${actionId}`;
    if (action === 'Challenge') peer.packet('Response: Success', id, 'Challenge: 1');
    else if (action === 'Login' && this.refuses !== null) {
      peer.packet('Response: Error', id, `Message: ${this.refuses}`);
      peer.hangUp();
    } else if (action === 'Login') {
      peer.packet('Response: Success', id, 'Message: Authentication accepted');
      if (this.booted) peer.packet('Event: FullyBooted', 'Status: Fully Booted');
    } else if (action === 'ListCommands')
      peer.packet('Response: Success', id, ...this.actions.map((name) => `${name}: What it does.  (Priv: <none>)`));
    else if (action === 'CoreSettings') peer.packet('Response: Success', id, 'AsteriskVersion: 22.10.1');
    else peer.packet('Response: Success', id);
  }
}

let pbx: Pbx;
let clock: ManualClock;
let connection: AmiConnection;
let states: ConnectionState[];
let readies: { readonly session: AmiSession; readonly capabilities: Capabilities }[];
let events: string[];
let secret: () => Promise<string | null>;
let onReady: () => Promise<void>;

beforeEach(() => {
  pbx = new Pbx();
  clock = new ManualClock();
  states = [];
  readies = [];
  events = [];
  secret = async () => 's3cret';
  onReady = async () => undefined;
  connection = new AmiConnection({
    host: 'pbx.example',
    port: 5038,
    username: 'me',
    secret: () => secret(),
    events: 'call,system',
    connect: pbx.connect,
    onState: (state) => states.push(state),
    onEvent: (event) => events.push(event.name),
    onReady: (session, capabilities) => {
      readies.push({ session, capabilities });
      return onReady();
    },
    clock,
    random: () => 0.999_999,
  });
});

afterEach(() => connection.stop());

const phases = (): string[] => states.map(({ phase }) => phase);
/** Lets everything that is on its way in memory arrive. */
const settle = async (): Promise<void> => {
  for (let round = 0; round < 10; round += 1) await new Promise((resolve) => setImmediate(resolve));
};
const advance = async (milliseconds: number): Promise<void> => {
  clock.advance(milliseconds);
  await settle();
};

async function connected(): Promise<void> {
  connection.start();
  await settle();
  expect(phases()).toEqual(['connecting', 'connected']);
}

describe('connecting', () => {
  it('logs in, learns what is permitted, and says that it is ready', async () => {
    await connected();
    expect(states.at(-1)).toMatchObject({ phase: 'connected', amiVersion: '11.0.0', encrypted: false });
    const [ready] = readies;
    expect(ready?.capabilities.asteriskVersion).toBe('22.10.1');
    expect([...(ready?.capabilities.actions ?? [])]).toEqual(['Ping', 'Status', 'CoreSettings']);
    expect([ready?.capabilities.can('status'), ready?.capabilities.can('Originate')]).toEqual([true, false]);
    expect(connection.session).toBe(ready?.session);
    expect(events).toEqual(['FullyBooted']);
  });

  it('asks for no version where that is not permitted', async () => {
    pbx.actions = ['Ping'];
    await connected();
    expect(readies[0]?.capabilities.asteriskVersion).toBeNull();
    expect(pbx.peer.received.map(({ action }) => action)).not.toContain('CoreSettings');
  });

  it('gets ready again when a booting Asterisk has all its modules', async () => {
    pbx.booted = false;
    pbx.actions = ['Ping'];
    await connected();
    pbx.actions = ['Ping', 'QueueStatus'];
    pbx.peer.packet('Event: FullyBooted', 'Status: Fully Booted');
    await settle();
    expect(readies.map(({ capabilities }) => capabilities.can('QueueStatus'))).toEqual([false, true]);
    expect(phases()).toEqual(['connecting', 'connected', 'connected']);
  });

  it('waits for a booting Asterisk where it knows that it will be told', async () => {
    await connected();
    pbx.booted = false;
    pbx.peer.hangUp();
    await advance(1000);
    expect(states.at(-1)?.phase).toBe('connecting');
    pbx.peer.packet('Event: FullyBooted', 'Status: Fully Booted');
    await settle();
    expect(states.at(-1)?.phase).toBe('connected');
    expect(readies).toHaveLength(2);
  });
});

describe('a server that boots', () => {
  it('and is lost meanwhile is not waited for', async () => {
    await connected();
    pbx.booted = false;
    pbx.peer.hangUp();
    await advance(1000);
    pbx.peer.hangUp();
    await settle();
    expect(states.at(-1)).toMatchObject({ phase: 'waiting', error: { code: 'disconnected' } });
  });

  it('and never says that it has booted is taken as it is after a minute', async () => {
    await connected();
    pbx.booted = false;
    pbx.peer.hangUp();
    await advance(1000);
    await advance(60_000);
    expect(states.at(-1)?.phase).toBe('connected');
    // Where the right to be told was taken away, that minute is waited once.
    pbx.peer.hangUp();
    await advance(2000);
    expect(states.at(-1)?.phase).toBe('connected');
  });
});

describe('what trying again does not mend', () => {
  it('a refused secret: no retry until told', async () => {
    pbx.refuses = 'Authentication failed';
    connection.start();
    await settle();
    expect(states.at(-1)).toMatchObject({ phase: 'refused', error: { code: 'refused' } });
    await advance(3_600_000);
    expect(pbx.peers).toHaveLength(1);
    pbx.refuses = null;
    connection.retryNow();
    await settle();
    expect(states.at(-1)?.phase).toBe('connected');
  });

  it.each([
    ['there is none', async () => null],
    ['the keychain is locked', () => Promise.reject(new Error('locked'))],
  ])('no secret, because %s: nothing is connected at all', async (_, none) => {
    secret = none;
    connection.start();
    await settle();
    expect(states.at(-1)).toMatchObject({ phase: 'refused', error: { code: 'no-secret' } });
    expect(pbx.peers).toHaveLength(0);
  });

  it('but a user who is logged in elsewhere may get in later', async () => {
    pbx.refuses = 'Login Already In Use';
    connection.start();
    await settle();
    expect(states.at(-1)).toMatchObject({ phase: 'waiting', error: { code: 'in-use' } });
  });
});

describe('trying again', () => {
  it('backs off to 30 seconds and no further, then connects', async () => {
    pbx.up = false;
    connection.start();
    await settle();
    const delays: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const state = states.at(-1);
      if (state?.phase !== 'waiting') throw new Error(`It is ${state?.phase}.`);
      delays.push(Math.round(state.retryAt - clock.now()));
      await advance(state.retryAt - clock.now());
    }
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    pbx.up = true;
    await advance(30_000);
    expect(states.at(-1)?.phase).toBe('connected');
  });

  it('starts anew after a connection that lasted', async () => {
    await connected();
    await advance(15_000);
    pbx.peer.hangUp();
    await settle();
    expect(states.at(-1)).toMatchObject({ phase: 'waiting', error: { code: 'disconnected' } });
    expect(connection.session).toBeNull();
    await advance(1000);
    expect(states.at(-1)?.phase).toBe('connected');
    expect(readies).toHaveLength(2);
  });

  it('does not hammer a server that hangs up after each login', async () => {
    onReady = () => Promise.reject(new Error('no snapshot'));
    connection.start();
    await settle();
    await advance(60_000);
    for (let minute = 0; minute < 5; minute += 1) await advance(30_000);
    expect(pbx.peers.length).toBeLessThan(10);
    expect(states.at(-1)).toMatchObject({ error: { message: expect.stringContaining('no snapshot') } });
  });

  it('stays quick for a minute after Asterisk said that it restarts', async () => {
    await connected();
    pbx.peer.packet('Event: Shutdown', 'Shutdown: Cleanly', 'Restart: True');
    pbx.up = false;
    pbx.peer.hangUp();
    for (let second = 0; second < 20; second += 1) await advance(1000);
    pbx.up = true;
    await advance(2000);
    expect(states.at(-1)?.phase).toBe('connected');
  });

  it('comes at once when asked for', async () => {
    pbx.up = false;
    connection.start();
    await settle();
    await advance(100_000);
    pbx.up = true;
    connection.retryNow();
    await settle();
    expect(states.at(-1)?.phase).toBe('connected');
    await advance(60_000);
    expect(pbx.peers).toHaveLength(1);
  });
});

describe('an open connection', () => {
  it('is pinged when it is silent, and stays', async () => {
    await connected();
    for (let minute = 0; minute < 10; minute += 1) await advance(20_000);
    expect(phases()).toEqual(['connecting', 'connected']);
    expect(pbx.peer.received.filter(({ action }) => action === 'Ping').length).toBeGreaterThanOrEqual(5);
  });

  it('is not pinged while events come', async () => {
    await connected();
    for (let second = 0; second < 100; second += 1) {
      pbx.peer.packet('Event: Newstate');
      await advance(1000);
    }
    expect(pbx.peer.received.map(({ action }) => action)).not.toContain('Ping');
  });

  it('that answers nothing any more is given up within half a minute', async () => {
    await connected();
    pbx.silent = true;
    await advance(20_000);
    await advance(10_000);
    expect(states.at(-1)).toMatchObject({ phase: 'waiting', error: { code: 'not-answering' } });
    expect(pbx.peer.closed).toBe(true);
  });

  it('that still sends events is alive, though it answers no ping in time', async () => {
    await connected();
    pbx.silent = true;
    await advance(20_000);
    await advance(5000);
    pbx.peer.packet('Event: Newstate');
    await advance(5000);
    expect(phases()).toEqual(['connecting', 'connected']);
  });

  it('is left in peace while the server works on a long action', async () => {
    await connected();
    pbx.silent = true;
    const long = connection.session?.send({ name: 'Originate', fields: [] }, { timeoutMs: 45_000 });
    const outcome = long?.catch((error: unknown) => error);
    for (let second = 0; second < 44; second += 1) await advance(1000);
    expect(states.at(-1)?.phase).toBe('connected');
    for (let second = 0; second < 30; second += 1) await advance(1000);
    expect(await outcome).toMatchObject({ code: 'timeout' });
    expect(states.some((state) => state.phase === 'waiting' && state.error.code === 'not-answering')).toBe(true);
  });

  it('has three seconds to prove itself after the computer woke up', async () => {
    await connected();
    connection.retryNow();
    await settle();
    await advance(3000);
    expect(phases()).toEqual(['connecting', 'connected']);
    const old = pbx.peer;
    old.answer = () => undefined;
    connection.retryNow();
    await advance(3000);
    expect(phases()).toEqual(['connecting', 'connected', 'connecting', 'connected']);
    expect(old.closed).toBe(true);
    expect(pbx.peers).toHaveLength(2);
  });

  it('keeps its packets in step when a listener throws', async () => {
    const faults: unknown[] = [];
    const before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => faults.push(error));
    const throwing = new AmiConnection({
      host: 'pbx.example',
      port: 5038,
      username: 'me',
      secret: async () => 's',
      events: 'call',
      connect: pbx.connect,
      onState: (state) => states.push(state),
      onEvent: (event) => {
        events.push(event.name);
        if (event.name === 'Bad') throw new Error('listener');
      },
      onReady: async () => undefined,
      clock,
    });
    throwing.start();
    await settle();
    pbx.peer.say('Event: Bad\r\n\r\nEvent: Good\r\n\r\n');
    await settle();
    await throwing.stop();
    process.removeAllListeners('uncaughtException');
    for (const listener of before) process.on('uncaughtException', listener);
    expect(events.slice(-2)).toEqual(['Bad', 'Good']);
    expect(faults).toMatchObject([{ message: 'listener' }]);
  });
});

describe('stop', () => {
  it('ends everything and tells nothing more', async () => {
    await connected();
    const { peer } = pbx;
    await connection.stop();
    expect(peer.closed).toBe(true);
    peer.packet('Event: Late');
    await advance(3_600_000);
    expect(phases()).toEqual(['connecting', 'connected', 'stopped']);
    expect(events).not.toContain('Late');
    connection.retryNow();
    await settle();
    expect(pbx.peers).toHaveLength(1);
  });

  it('works in the middle of connecting, and start works afterwards', async () => {
    connection.start();
    await connection.stop();
    await settle();
    expect(phases()).toEqual(['connecting', 'stopped']);
    expect(readies).toEqual([]);
    connection.start();
    await settle();
    expect(states.at(-1)?.phase).toBe('connected');
  });
});
