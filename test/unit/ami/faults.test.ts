import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AmiConnection, type ConnectionState } from '../../../src-main/ami/connection.ts';
import type { AmiError } from '../../../src-main/ami/error.ts';
import { AmiSession } from '../../../src-main/ami/session.ts';
import { tcpTransport } from '../../../src-main/ami/tcp.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { BANNER } from './reading.ts';

/** Real sockets to a server on loopback that misbehaves in one way. */
let server: Server | null = null;
let sockets: Socket[] = [];
const endings: (() => void | Promise<void>)[] = [];

async function serve(onSocket: (socket: Socket) => void): Promise<number> {
  const listening = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return portOf(listening);
}

function portOf(listening: Server): number {
  const address: AddressInfo | string | null = listening.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  return address.port;
}

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  for (const socket of sockets) socket.destroy();
  sockets = [];
  const listening = server;
  server = null;
  if (listening !== null) await new Promise((resolve) => listening.close(resolve));
});

const failure = (code: string) => expect.objectContaining({ name: 'AmiError', code });

interface Opening {
  readonly session: Promise<AmiSession>;
  readonly clock: ManualClock;
  readonly ends: AmiError[];
  readonly events: string[];
}

function open(port: number, host = '127.0.0.1'): Opening {
  const clock = new ManualClock();
  const ends: AmiError[] = [];
  const events: string[] = [];
  const session = AmiSession.open({
    connect: tcpTransport({ host, port }),
    onEvent: (event) => events.push(event.name),
    onEnd: (error) => ends.push(error),
    clock,
  });
  session.then(
    (opened) => endings.push(() => opened.close()),
    () => undefined,
  );
  return { session, clock, ends, events };
}

/** Answers login and ListCommands as Asterisk does; everything else by `answer`. */
function behave(socket: Socket, refuse: boolean, answer: (action: string, id: string) => void = () => undefined): void {
  socket.write(BANNER);
  socket.on('data', (bytes) => {
    for (const [, action = '', id = ''] of bytes.toString().matchAll(/Action: (\w+)\r\nActionID: (\S+)/g)) {
      const reply = (...lines: string[]): void =>
        void socket.write(`${[...lines, `ActionID: ${id}`].join('\r\n')}\r\n\r\n`);
      if (action === 'Challenge') reply('Response: Success', 'Challenge: 12345');
      else if (action === 'Login' && refuse) {
        reply('Response: Error', 'Message: Authentication failed');
        socket.end();
      } else if (action === 'Login') reply('Response: Success');
      else if (action === 'ListCommands') reply('Response: Success', 'Ping: Keepalive command.  (Priv: <none>)');
      else answer(action, id);
    }
  });
}

describe('opening a session', () => {
  it('says in words that nothing listens', async () => {
    const port = await serve(() => undefined);
    const listening = server;
    server = null;
    await new Promise((resolve) => listening?.close(resolve));
    await expect(open(port).session).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('nothing listens there'),
    });
  });

  it('says in words that a name is not known', async () => {
    await expect(open(5038, 'pbx.invalid').session).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('pbx.invalid'),
    });
  });

  it('says in words that a port cannot be', async () => {
    await expect(open(70_000).session).rejects.toEqual(failure('unreachable'));
  });

  it('tells a server that hangs up without a word', async () => {
    const port = await serve((socket) => socket.end());
    await expect(open(port).session).rejects.toEqual(failure('no-banner'));
  });

  it('tells a server that says nothing', async () => {
    const port = await serve(() => undefined);
    const { session, clock } = open(port);
    const outcome = session.catch((error: unknown) => error);
    await expect.poll(() => sockets.length).toBe(1);
    // The connection's own side learns of it a moment later.
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(10_000);
    expect(await outcome).toEqual(failure('no-banner'));
    await expect.poll(() => sockets[0]?.destroyed || sockets[0]?.readableEnded).toBe(true);
  });

  it('tells a server that is something else, and one that sends without end', async () => {
    const http = await serve((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    await expect(open(http).session).rejects.toEqual(failure('not-asterisk'));
    server?.close();
    const noise = await serve((socket) => socket.write(Buffer.alloc(1_000_000, 'x')));
    await expect(open(noise).session).rejects.toEqual(failure('not-asterisk'));
  });
});

describe('an open session', () => {
  it('loses only the packet that was cut off', async () => {
    const port = await serve((socket) => {
      socket.write(`${BANNER}Event: Whole\r\n\r\nEvent: Ha`);
      socket.end();
    });
    const { session, ends, events } = open(port);
    await session;
    await expect.poll(() => ends).toEqual([failure('disconnected')]);
    expect(events).toEqual(['Whole']);
  });

  it('is ended by 10 MB without a blank line, in words', async () => {
    const port = await serve((socket) => {
      socket.write(BANNER);
      socket.write(Buffer.concat([Buffer.from('Event: Flood\r\nKey: '), Buffer.alloc(10_000_000, 'x')]));
    });
    const { session, ends } = open(port);
    await session;
    await expect
      .poll(() => ends, { timeout: 5000 })
      .toMatchObject([{ code: 'packet-too-large', message: expect.stringContaining('8 MB') }]);
  });

  it('reports a reset', async () => {
    const port = await serve((socket) => {
      socket.write(BANNER);
      socket.once('data', () => socket.resetAndDestroy());
    });
    const { session, ends } = open(port);
    await expect((await session).send({ name: 'Ping', fields: [] })).rejects.toEqual(failure('disconnected'));
    expect(ends[0]?.message).toContain('reset');
  });
});

describe('a connection', () => {
  function connect(port: number): { states: ConnectionState[]; connection: AmiConnection; clock: ManualClock } {
    const states: ConnectionState[] = [];
    const clock = new ManualClock();
    const connection = new AmiConnection({
      host: '127.0.0.1',
      port,
      username: 'me',
      secret: async () => 'canary',
      events: 'call',
      onState: (state) => states.push(state),
      onEvent: () => undefined,
      onReady: async () => undefined,
      clock,
    });
    endings.push(() => connection.stop());
    connection.start();
    return { states, connection, clock };
  }

  it('does not try a refused secret again', async () => {
    const port = await serve((socket) => behave(socket, true));
    const { states, clock } = connect(port);
    await expect.poll(() => states.at(-1)?.phase).toBe('refused');
    clock.advance(600_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(states.map(({ phase }) => phase)).toEqual(['connecting', 'refused']);
    expect(sockets).toHaveLength(1);
  });

  it('notices that a server answers no more, and is back when it does', async () => {
    let deaf = true;
    const port = await serve((socket) =>
      behave(socket, false, (action, id) => {
        if (!deaf) socket.write(`Response: Success\r\nActionID: ${id}\r\nPing: ${action}\r\n\r\n`);
      }),
    );
    const { states, connection, clock } = connect(port);
    await expect.poll(() => states.at(-1)?.phase).toBe('connected');
    clock.advance(20_000);
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(10_000);
    await expect.poll(() => states.at(-1)).toMatchObject({ phase: 'waiting', error: { code: 'not-answering' } });
    deaf = false;
    connection.retryNow();
    await expect.poll(() => states.at(-1)?.phase).toBe('connected');
    await expect(connection.session?.send({ name: 'Ping', fields: [] })).resolves.toMatchObject({ status: 'Success' });
  });
});
