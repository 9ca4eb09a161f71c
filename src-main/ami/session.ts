import { randomBytes } from 'node:crypto';
import type { AmiAction, AmiActions, AmiList, SendOptions } from './action.ts';
import { systemClock, type Clock } from './clock.ts';
import { chooseDialect, type Dialect } from './dialects/dialect.ts';
import { AmiError } from './error.ts';
import type { AmiEvent } from './event.ts';
import { listRequest, Pending, simpleRequest, type Asked } from './exchange.ts';
import { logIn, type Login } from './login.ts';
import type { AmiPacket } from './packet.ts';
import { PacketReader } from './packet-reader.ts';
import { writeAction } from './packet-writer.ts';
import { Requests, type Request } from './requests.ts';
import type { AmiResponse } from './response.ts';
import type { ConnectTransport, Transport } from './transport.ts';
import { parseBanner, type AmiVersion } from './version.ts';

export interface SessionOptions {
  readonly connect: ConnectTransport;
  /** Every event that is not part of a list's answer. `receivedAt`: epoch milliseconds at which its last bytes arrived. */
  readonly onEvent: (event: AmiEvent, receivedAt: number) => void;
  /** Once, when an open session ends for any reason but `close()`. */
  readonly onEnd: (error: AmiError) => void;
  readonly clock?: Clock;
}

/** For the way to the server and its banner together; a server under load accepts at once and greets late. */
const OPEN_TIMEOUT_MS = 10_000;
const ACTION_TIMEOUT_MS = 10_000;

interface Greeting {
  readonly version: AmiVersion;
  readonly dialect: Dialect;
}

/** One conversation with one server, from its banner to its end. */
export class AmiSession implements AmiActions {
  readonly #options: SessionOptions;
  readonly #clock: Clock;
  readonly #reader: PacketReader;
  readonly #requests = new Requests();
  /** ActionIDs nobody can guess: `OriginateResponse` and `UserEvent` reach every client with the ActionID of the one that asked. */
  readonly #idPrefix = randomBytes(12).toString('base64url');
  #lastId = 0;
  #transport: Transport | null = null;
  #greeting: Greeting | null = null;
  #onGreeting: (() => void) | null = null;
  #open = false;
  #ended: AmiError | null = null;
  #heardAt: number;

  private constructor(options: SessionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#heardAt = this.#clock.now();
    this.#reader = new PacketReader({
      onPacket: (packet) => {
        this.#onPacket(packet);
      },
    });
  }

  /** Connects and waits for the banner. Rejects with `unreachable`, `no-banner`, `not-asterisk`, or `disconnected` when `signal` calls it off. */
  static async open(options: SessionOptions, signal?: AbortSignal): Promise<AmiSession> {
    const session = new AmiSession(options);
    await session.#connect(signal);
    return session;
  }

  /** From the banner: `11.0.0`. */
  get amiVersion(): string {
    return this.#greeting?.version.text ?? '';
  }

  get encrypted(): boolean {
    return this.#transport?.encrypted ?? false;
  }

  /** Why the session is over; `null` while it is not. */
  get ended(): AmiError | null {
    return this.#ended;
  }

  /** When the server last sent anything, epoch milliseconds. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Whether somebody waits for an answer other than a ping's; the server answers no ping before that. */
  get busy(): boolean {
    return this.#requests.isBusy();
  }

  /** Logs in by MD5 challenge. Rejects with `refused`, `in-use`, `no-md5`. */
  login(login: Login): Promise<AmiResponse> {
    return logIn(this, login, this.encrypted);
  }

  send(action: AmiAction, options: SendOptions = {}): Promise<AmiResponse> {
    return this.#ask<AmiResponse>(action, options, simpleRequest);
  }

  list(action: AmiAction, options: SendOptions = {}): Promise<AmiList> {
    return this.#ask<AmiList>(action, options, listRequest);
  }

  async command(text: string, options: SendOptions = {}): Promise<string> {
    const response = await this.send({ name: 'Command', fields: [['Command', text]] }, options);
    return response.output ?? '';
  }

  /** Ends the session for a reason of the caller's; `onEnd` is told. */
  abort(error: AmiError): void {
    this.#end(error, true);
  }

  /** Ends the session at once; what is unanswered rejects with `disconnected`. */
  close(): void {
    this.#end(new AmiError('disconnected', 'The connection to the PBX was closed.'), false);
  }

  async #ask<Value>(
    action: AmiAction,
    options: SendOptions,
    request: (asked: Asked, pending: Pending<Value>, dialect: Dialect) => Request,
  ): Promise<Value> {
    const { timeoutMs = ACTION_TIMEOUT_MS } = options;
    if (this.#ended !== null) throw this.#ended;
    if (this.#transport === null || this.#greeting === null) {
      throw new AmiError('disconnected', 'There is no connection to the PBX.');
    }
    this.#lastId += 1;
    const asked = { action: action.name, actionId: `${this.#idPrefix}.${this.#lastId}` };
    const bytes = writeAction(action, asked.actionId);
    const pending = new Pending<Value>(
      this.#clock,
      timeoutMs,
      `The PBX did not answer ${action.name} within ${timeoutMs / 1000} seconds.`,
    );
    this.#requests.add(request(asked, pending, this.#greeting.dialect));
    this.#transport.write(bytes);
    return pending.promise;
  }

  async #connect(signal: AbortSignal | undefined): Promise<void> {
    const calledOff = new AbortController();
    const greeted = new Promise<void>((resolve) => {
      this.#onGreeting = resolve;
    });
    const giveUp = (error: AmiError): void => {
      this.#end(error, false);
      calledOff.abort(error);
    };
    const cancelTimer = this.#clock.after(OPEN_TIMEOUT_MS, () => {
      giveUp(
        this.#transport === null
          ? tooLate('unreachable', 'Cannot reach the PBX: there was no answer')
          : tooLate('no-banner', 'Connected, but the server said nothing'),
      );
    });
    const onAbort = (): void => {
      giveUp(new AmiError('disconnected', 'The connection to the PBX was called off.'));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    try {
      const handlers = {
        onBytes: (bytes: Buffer) => this.#onBytes(bytes),
        onClose: (error: AmiError | null) => this.#onClose(error),
      };
      this.#transport = await this.#options.connect(handlers, calledOff.signal);
      await greeted;
    } finally {
      cancelTimer();
      signal?.removeEventListener('abort', onAbort);
    }
    if (this.#ended !== null) {
      this.#transport.close();
      throw this.#ended;
    }
    this.#open = true;
  }

  #onBytes(bytes: Buffer): void {
    this.#heardAt = this.#clock.now();
    try {
      this.#reader.push(bytes);
    } catch (error) {
      if (!(error instanceof AmiError)) throw error;
      this.#end(error, true);
    }
  }

  #onClose(error: AmiError | null): void {
    if (this.#greeting === null) {
      const words =
        'The server hung up before it greeted. It may accept no connections from this address, or have too many that have not logged in.';
      this.#end(new AmiError('no-banner', words, { cause: error }), true);
    } else {
      this.#end(error ?? new AmiError('disconnected', 'The PBX closed the connection.'), true);
    }
  }

  #onPacket(packet: AmiPacket): void {
    if (this.#greeting === null) this.#greet(packet);
    else if (packet.kind === 'response') this.#requests.onResponse(packet);
    else if (packet.kind === 'event' && !this.#requests.onEvent(packet))
      this.#greeting.dialect.translate(packet, this.#deliver);
    // Anything else answers no action that is offered, or is what an unescaped line break made of a value (before 13.5): it is dropped.
  }

  #greet(packet: AmiPacket): void {
    const version = packet.kind === 'banner' ? parseBanner(packet.name) : null;
    if (version === null) {
      const said = packet.name.replace(/[^\x20-\x7E]/g, '?').slice(0, 60);
      this.#end(
        new AmiError('not-asterisk', `What answers there is not the Asterisk manager interface. It says: “${said}”.`),
        true,
      );
      return;
    }
    this.#greeting = { version, dialect: chooseDialect(version) };
    this.#onGreeting?.();
  }

  readonly #deliver = (event: AmiEvent): void => {
    try {
      this.#options.onEvent(event, this.#heardAt);
    } catch (error) {
      // A listener's fault must not cost the packets behind this one; it surfaces on its own.
      queueMicrotask(() => {
        throw error;
      });
    }
  };

  #end(error: AmiError, tell: boolean): void {
    if (this.#ended !== null) return;
    this.#ended = error;
    this.#reader.stop();
    this.#transport?.close();
    this.#requests.end(error);
    this.#onGreeting?.();
    if (tell && this.#open) this.#options.onEnd(error);
  }
}

function tooLate(code: 'unreachable' | 'no-banner', words: string): AmiError {
  return new AmiError(
    code,
    `${words} within ${OPEN_TIMEOUT_MS / 1000} seconds. Is this the port of the manager interface?`,
  );
}
