import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Asterisk } from './server.mjs';

/** The bytes of one manager session as they came, banner and answer to the login included: what `replay` reads. */
export class Recording {
  readonly #socket: Socket;
  readonly #chunks: Buffer[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#chunks.push(bytes));
  }

  /** `user`: one of manager.conf's, whose secret is the name and `-secret`. Resolves when its events come. */
  static async start(asterisk: Asterisk, user: string): Promise<Recording> {
    const socket = connect(asterisk.ports.ami, '127.0.0.1');
    await once(socket, 'connect');
    const recording = new Recording(socket);
    socket.write(`Action: Login\r\nUsername: ${user}\r\nSecret: ${user}-secret\r\n\r\n`);
    await recording.#ping();
    return recording;
  }

  /** Resolves with everything up to now: a ping's answer comes after every event before it. */
  async stop(): Promise<Buffer> {
    await this.#ping();
    this.#socket.destroy();
    return Buffer.concat(this.#chunks);
  }

  async #ping(): Promise<void> {
    const answered = (): number => Buffer.concat(this.#chunks).toString('latin1').split('Ping: Pong').length;
    const before = answered();
    this.#socket.write('Action: Ping\r\n\r\n');
    while (answered() === before) await once(this.#socket, 'data', { signal: AbortSignal.timeout(10_000) });
  }
}
