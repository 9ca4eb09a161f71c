import { connect, type Socket } from 'node:net';

/** One packet, its headers in order. The banner is a packet whose one key is `banner`. */
export type WirePacket = readonly (readonly [key: string, value: string])[];

export function header(packet: WirePacket, key: string): string | undefined {
  return packet.find(([name]) => name === key)?.[1];
}

/** Cuts a received text into packets, by the book: CRLF ends a line, an empty line ends a packet, and one without is not a packet yet. For whole streams of well-behaved servers. */
export function readPackets(text: string): WirePacket[] {
  const [banner = '', ...rest] = text.split('\r\n');
  const body = rest.join('\r\n');
  const whole = body.slice(0, body.lastIndexOf('\r\n\r\n') + 4);
  const packets = whole
    .split(/\r\n(?:\r\n)+/)
    .filter((part) => part.trim() !== '')
    .map(
      (part): WirePacket =>
        part
          .split('\r\n')
          .filter((line) => line !== '')
          .map((line) => {
            const colon = line.indexOf(':');
            return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')] as const;
          }),
    );
  return [[['banner', banner]], ...packets];
}

/** A bare AMI client that shares no code with Sidetone's own: it keeps what came, and waits for what should come. */
export class WireClient {
  readonly #socket: Socket;
  readonly #chunks: Buffer[] = [];
  #waiting: (() => void)[] = [];
  #closed = false;
  #sent = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#wake();
    });
    socket.on('error', () => this.#wake());
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  static async connect(port: number): Promise<WireClient> {
    const socket = connect({ host: '127.0.0.1', port });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('error', reject);
    });
    return new WireClient(socket);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** How many bytes came so far. */
  get size(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Everything received so far. */
  get packets(): readonly WirePacket[] {
    return readPackets(this.bytes.toString('utf8'));
  }

  get events(): readonly WirePacket[] {
    return this.packets.filter((packet) => packet[0]?.[0] === 'Event' && header(packet, 'Privilege') !== undefined);
  }

  write(text: string): void {
    this.#socket.write(text);
  }

  /** Sends an action and waits for its response; events between are kept. */
  ask(action: string, fields: Readonly<Record<string, string>> = {}): Promise<WirePacket> {
    const id = this.send(action, fields);
    return this.until((packets) =>
      packets.find((packet) => packet[0]?.[0] === 'Response' && header(packet, 'ActionID') === id),
    );
  }

  /** Sends an action without waiting; its ActionID. */
  send(action: string, fields: Readonly<Record<string, string>> = {}): string {
    const id = `w${++this.#sent}`;
    const lines = Object.entries({ Action: action, ActionID: id, ...fields }).map(
      ([key, value]) => `${key}: ${value}\r\n`,
    );
    this.write(`${lines.join('')}\r\n`);
    return id;
  }

  /** Waits until `find` finds something in what has been received. Rejects when the connection closes before. */
  async until<Found>(find: (packets: readonly WirePacket[]) => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find(this.packets);
      if (found !== undefined) return found;
      if (this.#closed) throw new Error('The connection closed before what was waited for came.');
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  async untilClosed(): Promise<void> {
    while (!this.#closed) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
