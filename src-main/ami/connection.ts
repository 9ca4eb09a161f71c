import type { Capabilities } from './capabilities.ts';
import type { Clock } from './clock.ts';
import type { AmiError } from './error.ts';
import type { AmiEvent } from './event.ts';
import type { AmiSession } from './session.ts';
import type { ConnectTransport } from './transport.ts';

export type ConnectionState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected'; readonly amiVersion: string; readonly encrypted: boolean; readonly capabilities: Capabilities }
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
   * When it rejects, the connection is dropped and tried again later.
   */
  readonly onReady: (session: AmiSession, capabilities: Capabilities) => Promise<void>;
  readonly clock?: Clock;
  /** A number in [0, 1) for the jitter of the back-off. */
  readonly random?: () => number;
}

/** A connection that stays up until it is stopped. */
export declare class AmiConnection {
  constructor(options: ConnectionOptions);
  /** The session while `connected`. */
  get session(): AmiSession | null;
  get state(): ConnectionState;
  start(): void;
  /** After this no callback is called any more. */
  stop(): Promise<void>;
  /** The computer woke up or the network came back, or the user asks: tests an open connection with a short deadline, connects at once where there is none. */
  retryNow(): void;
}
