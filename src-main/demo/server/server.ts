import { createServer, type Server, type Socket } from 'node:net';
import type { RightsClass } from '../rights.ts';
import { encodePacket, type Fields } from '../wire/packet.ts';
import { Session, type SessionHost } from './session.ts';

export interface ServerOptions extends SessionHost {
  /** 0 takes any free port. */
  readonly port: number;
  /** The first line, without its line end; `null` when none ever comes. */
  readonly banner: string | null;
  /** A client has connected; its session has not read anything yet. */
  readonly connected?: (session: Session) => void;
}

/** Listens on loopback, greets, and gives every connection a session. */
export class AmiServer {
  readonly #options: ServerOptions;
  readonly #sessions = new Set<Session>();
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #port: number;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#port = options.port;
  }

  get port(): number {
    return this.#port;
  }

  get sessions(): readonly Session[] {
    return [...this.#sessions];
  }

  /** Rejects when the port cannot be had. After a `close`, opens again on the same port. */
  async listen(): Promise<void> {
    const server = createServer((socket) => this.#accept(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
    this.#server = server;
  }

  /** Closes the port, and every connection once what was written is sent. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.destroySoon();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Sends an event to every session that reads its class. */
  broadcast(rightsClass: RightsClass, name: string, fields: Fields): void {
    const text = encodePacket([['Event', name], ['Privilege', `${rightsClass},all`], ...fields]);
    for (const session of this.#sessions) session.deliver(rightsClass, text);
  }

  #accept(socket: Socket): void {
    socket.setNoDelay(true);
    // A client that goes away is no fault of the server's.
    socket.on('error', () => socket.destroy());
    const session = new Session(socket, this.#options);
    this.#sessions.add(session);
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sessions.delete(session);
      this.#sockets.delete(socket);
    });
    const { banner } = this.#options;
    if (banner !== null) session.write(`${banner}\r\n`);
    this.#options.connected?.(session);
  }
}
