import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Asterisk } from '../server.mjs';
import { Watched } from './watched.ts';

/** A packet's headers; of a header that repeats the last value stands. */
export type Packet = Readonly<Record<string, string>>;

/**
 * The tests' own eyes on the PBX: a manager session that shares no code with Sidetone's, so that what Sidetone says
 * can be compared with what is.
 */
export class Admin extends Watched {
  readonly #socket: Socket;
  #text = '';
  #packets: readonly Packet[] = [];
  #nextId = 0;

  private constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#onText(text));
    socket.on('error', () => {});
  }

  static async connect(asterisk: Asterisk): Promise<Admin> {
    const socket = connect(asterisk.ports.ami, '127.0.0.1');
    await once(socket, 'connect');
    const admin = new Admin(socket);
    await admin.action('Login', { Username: 'admin', Secret: 'admin-secret' });
    return admin;
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Rejects when Asterisk answers with an error. */
  async action(name: string, fields: Packet = {}): Promise<Packet> {
    const id = `test-${++this.#nextId}`;
    const lines = Object.entries({ Action: name, ActionID: id, ...fields }).map(
      ([key, value]) => `${key}: ${value}\r\n`,
    );
    this.#socket.write(`${lines.join('')}\r\n`);
    const isAnswer = (packet: Packet): boolean => packet.Response !== undefined && packet.ActionID === id;
    const answer = await this.until(`the answer to ${name}`, () => this.#packets.find(isAnswer));
    if (answer.Response === 'Error') throw new Error(`${name}: ${answer.Message}`);
    return answer;
  }

  /** Channels that exist now, as `core show channels` has them. */
  async channels(): Promise<readonly Packet[]> {
    const { ActionID } = await this.action('CoreShowChannels');
    const ours = (packet: Packet): boolean => packet.ActionID === ActionID;
    const over = (packet: Packet): boolean => ours(packet) && packet.Event === 'CoreShowChannelsComplete';
    await this.until('the end of the channels', () => this.#packets.find(over));
    return this.#packets.filter((packet) => ours(packet) && packet.Event === 'CoreShowChannel');
  }

  /** Resolves when the channels are as `expected` says; they are looked at again after each event. */
  async channelsBecome(what: string, expected: (channels: readonly Packet[]) => boolean): Promise<readonly Packet[]> {
    for (let tries = 0; ; tries += 1) {
      const seen = this.#packets.length;
      const channels = await this.channels();
      if (expected(channels)) return channels;
      const found = channels.map(
        ({ Channel, ChannelStateDesc, ConnectedLineNum }) => `${Channel} ${ChannelStateDesc} ${ConnectedLineNum}`,
      );
      if (tries === 200) throw new Error(`${what}: the channels are ${found.join(', ') || 'none'}`);
      await this.until(
        `${what}, after ${found.join(', ') || 'no channel'}`,
        () =>
          this.#packets.slice(seen).some(({ Event, ActionID }) => Event !== undefined && ActionID === undefined) ||
          undefined,
      );
    }
  }

  /** Resolves when there are two channels and they talk: a phone may have been answered a moment before, and cannot be transferred yet. */
  talking(): Promise<readonly Packet[]> {
    return this.channelsBecome('two channels in one bridge', ([one, other, ...more]) => {
      return more.length === 0 && !!one?.BridgeId && one.BridgeId === other?.BridgeId;
    });
  }

  /** How many packets came so far: where `event` is to look on from. */
  get seen(): number {
    return this.#packets.length;
  }

  /** The first event of that name and kind, since `after`. */
  event(name: string, fits: (event: Packet) => boolean = () => true, after = 0): Promise<Packet> {
    return this.until(`the event ${name}`, () =>
      this.#packets.slice(after).find((one) => one.Event === name && fits(one)),
    );
  }

  protected override describe(): string {
    return `Last events: ${this.#packets
      .slice(-12)
      .map(({ Event, Response }) => Event ?? Response)
      .join(', ')}`;
  }

  #onText(text: string): void {
    const parts = (this.#text + text.replace(/^Asterisk Call Manager.*\r\n/, '')).split('\r\n\r\n');
    this.#text = parts.pop() ?? '';
    const packets = parts.map((part) =>
      Object.fromEntries(part.split('\r\n').map((line) => line.split(/: ?(.*)/s, 2))),
    );
    this.#packets = [...this.#packets, ...packets];
    this.changed();
  }
}
