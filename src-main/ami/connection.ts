import { BackOff } from './back-off.ts';
import { type Capabilities, probeCapabilities } from './capabilities.ts';
import { type Clock, systemClock } from './clock.ts';
import { AmiError, type AmiErrorCode } from './error.ts';
import type { AmiEvent } from './event.ts';
import { KeepAlive } from './keep-alive.ts';
import { AmiSession } from './session.ts';
import { tcpTransport } from './tcp.ts';
import type { ConnectTransport } from './transport.ts';

export type ConnectionState =
  | { readonly phase: 'connecting' }
  | {
      readonly phase: 'connected';
      readonly amiVersion: string;
      readonly encrypted: boolean;
      readonly capabilities: Capabilities;
    }
  /** The next attempt comes by itself at `retryAt` (epoch milliseconds). */
  | { readonly phase: 'waiting'; readonly retryAt: number; readonly error: AmiError }
  /** The server refused the user or the address, or there is no secret: nothing happens until `retryNow()` or `start()`. */
  | { readonly phase: 'refused'; readonly error: AmiError }
  | { readonly phase: 'stopped' };

export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  /** Asked for at each login, never kept. `null`: there is none (state `refused`, code `no-secret`). */
  readonly secret: () => Promise<string | null>;
  /** The event mask, for example `call,system,agent,user`. */
  readonly events: string;
  /** How the server is reached; TCP to `host` and `port` when absent. */
  readonly connect?: ConnectTransport;
  readonly onState: (state: ConnectionState) => void;
  /** Every event outside a list's answer. `receivedAt`: epoch milliseconds at which its bytes arrived. */
  readonly onEvent: (event: AmiEvent, receivedAt: number) => void;
  /**
   * Called after each successful login, right after the state became `connected`: the place to take a snapshot. Events keep coming meanwhile.
   * Called again when Asterisk says later that it has only now fully booted. When it rejects, the connection is dropped and tried again later.
   */
  readonly onReady: (session: AmiSession, capabilities: Capabilities) => Promise<void>;
  readonly clock?: Clock;
  /** A number in [0, 1) for the jitter of the back-off. */
  readonly random?: () => number;
}

/** What trying again does not mend. Another try with a wrong secret only gets the address banned. */
const FINAL: ReadonlySet<AmiErrorCode> = new Set(['refused', 'no-secret', 'no-md5', 'invalid-value']);

/** A connection that lasted this long was a good one: the next back-off begins anew. */
const STEADY_MS = 10_000;
/** How long an open connection has to prove itself after the computer woke up. */
const PROOF_MS = 3000;
/** An attempt younger than this is not begun anew. */
const FRESH_MS = 2000;
/** How long a booting Asterisk is waited for, where it is known that the user is told of its having booted. */
const BOOT_MS = 60_000;

/** One attempt, and what came of it. Callbacks of an attempt that is no longer the current one are ignored. */
interface Attempt {
  readonly startedAt: number;
  readonly calledOff: AbortController;
  session: AmiSession | null;
  keepAlive: KeepAlive | null;
  connectedAt: number | null;
  booted: boolean;
  onBooted: () => void;
}

/** A connection that stays up until it is stopped. */
export class AmiConnection {
  readonly #options: ConnectionOptions;
  readonly #clock: Clock;
  readonly #connect: ConnectTransport;
  readonly #backOff: BackOff;
  #state: ConnectionState = { phase: 'stopped' };
  #attempt: Attempt | null = null;
  #cancelRetry: () => void = () => undefined;
  /** This user may read `system`: on the last connection `FullyBooted` came. */
  #toldOfBooting = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#connect = options.connect ?? tcpTransport({ host: options.host, port: options.port });
    this.#backOff = new BackOff(options.random ?? Math.random);
  }

  /** The session while `connected`. */
  get session(): AmiSession | null {
    return this.#state.phase === 'connected' ? (this.#attempt?.session ?? null) : null;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state.phase === 'stopped' || this.#state.phase === 'refused') this.#begin();
  }

  /** Tells `stopped`; after that no callback is called any more. */
  async stop(): Promise<void> {
    if (this.#state.phase === 'stopped') return;
    this.#drop();
    this.#setState({ phase: 'stopped' });
  }

  /**
   * The computer woke up, the network came back, or the user asks. Where there is no connection, one is made at once. An open one is not
   * trusted: the server must answer within three seconds, or a new one is made.
   */
  retryNow(): void {
    const { phase } = this.#state;
    if (phase === 'stopped') return;
    this.#backOff.reset();
    const attempt = this.#attempt;
    if (phase === 'connected' && attempt?.keepAlive) void this.#prove(attempt, attempt.keepAlive);
    else if (attempt === null || this.#clock.now() - attempt.startedAt >= FRESH_MS) this.#begin();
  }

  async #prove(attempt: Attempt, keepAlive: KeepAlive): Promise<void> {
    const alive = await keepAlive.check(PROOF_MS);
    if (!alive && this.#attempt === attempt) this.#begin();
  }

  #begin(): void {
    this.#drop();
    const attempt: Attempt = {
      startedAt: this.#clock.now(),
      calledOff: new AbortController(),
      session: null,
      keepAlive: null,
      connectedAt: null,
      booted: false,
      onBooted: () => undefined,
    };
    this.#attempt = attempt;
    this.#setState({ phase: 'connecting' });
    this.#run(attempt).catch((error: unknown) => {
      this.#lose(attempt, asAmiError(error));
    });
  }

  async #run(attempt: Attempt): Promise<void> {
    // Before the connection is made: the keychain may ask its user first, and Asterisk gives half a minute to log in.
    const secret = await this.#secret();
    if (this.#attempt !== attempt) return;
    const session = await AmiSession.open(
      {
        connect: this.#connect,
        clock: this.#clock,
        onEvent: (event, receivedAt) => {
          this.#onEvent(attempt, event, receivedAt);
        },
        onEnd: (error) => {
          // Until it is connected, the step at hand fails by itself, and knows better why: a refused login also ends the session.
          if (attempt.connectedAt === null) attempt.onBooted();
          else this.#lose(attempt, error);
        },
      },
      attempt.calledOff.signal,
    );
    attempt.session = session;
    if (this.#attempt !== attempt) {
      session.close();
      return;
    }
    await session.login({ username: this.#options.username, secret, events: this.#options.events });
    // Where the user may read `system`, a booted Asterisk says so between the login's answer and the next.
    let capabilities = await probeCapabilities(session);
    if (!attempt.booted && this.#toldOfBooting) {
      await this.#booting(attempt);
      capabilities = await probeCapabilities(session);
    }
    // Who was not told is not told any more (the right was taken away): the next connection does not wait for it.
    this.#toldOfBooting = attempt.booted;
    await this.#ready(attempt, session, capabilities);
  }

  async #secret(): Promise<string> {
    let secret: string | null;
    try {
      secret = await this.#options.secret();
    } catch (error) {
      const why = error instanceof Error ? error.message : 'the keychain gave no reason';
      throw new AmiError('no-secret', `The secret could not be had: ${why}`, { cause: error });
    }
    if (secret === null) throw new AmiError('no-secret', 'There is no secret to log in with.');
    return secret;
  }

  #booting(attempt: Attempt): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(BOOT_MS, resolve);
      const finish = (): void => {
        cancel();
        resolve();
      };
      attempt.onBooted = finish;
      attempt.calledOff.signal.addEventListener('abort', finish, { once: true });
    });
  }

  async #ready(attempt: Attempt, session: AmiSession, capabilities: Capabilities): Promise<void> {
    if (this.#attempt !== attempt) return;
    if (session.ended !== null) throw session.ended;
    attempt.connectedAt ??= this.#clock.now();
    attempt.keepAlive ??= new KeepAlive(session, this.#clock);
    attempt.onBooted = () => {
      this.#readyAgain(attempt, session).catch((error: unknown) => {
        this.#lose(attempt, asAmiError(error));
      });
    };
    const { amiVersion, encrypted } = session;
    this.#setState({ phase: 'connected', amiVersion, encrypted, capabilities });
    if (this.#attempt !== attempt) return;
    await this.#options.onReady(session, capabilities);
  }

  /** Asterisk took our login while it was booting, and only now has all its modules. */
  async #readyAgain(attempt: Attempt, session: AmiSession): Promise<void> {
    await this.#ready(attempt, session, await probeCapabilities(session));
  }

  #onEvent(attempt: Attempt, event: AmiEvent, receivedAt: number): void {
    if (this.#attempt !== attempt) return;
    if (event.name === 'FullyBooted' && !attempt.booted) {
      attempt.booted = true;
      this.#toldOfBooting = true;
      attempt.onBooted();
    } else if (event.name === 'Shutdown' && event.get('Restart') === 'True') {
      this.#backOff.hurry(this.#clock.now());
    }
    this.#options.onEvent(event, receivedAt);
  }

  #lose(attempt: Attempt, error: AmiError): void {
    if (this.#attempt !== attempt) return;
    this.#drop();
    if (FINAL.has(error.code)) {
      this.#setState({ phase: 'refused', error });
      return;
    }
    const now = this.#clock.now();
    if (attempt.connectedAt !== null && now - attempt.connectedAt >= STEADY_MS) this.#backOff.reset();
    const delay = this.#backOff.next(now);
    this.#cancelRetry = this.#clock.after(delay, () => {
      this.#begin();
    });
    this.#setState({ phase: 'waiting', retryAt: now + delay, error });
  }

  #drop(): void {
    this.#cancelRetry();
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.keepAlive?.stop();
    attempt?.calledOff.abort();
    attempt?.session?.close();
  }

  #setState(state: ConnectionState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}

function asAmiError(error: unknown): AmiError {
  if (error instanceof AmiError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new AmiError('action-failed', `The state of the PBX could not be read: ${why}`, { cause: error });
}
