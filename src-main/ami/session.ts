import type { AmiAction, AmiActions, AmiList, SendOptions } from './action.ts';
import type { AmiError } from './error.ts';
import type { AmiEvent } from './event.ts';
import type { AmiResponse } from './response.ts';
import type { Clock } from './clock.ts';
import type { ConnectTransport } from './transport.ts';

export interface SessionOptions {
  readonly connect: ConnectTransport;
  /** Every event that is not part of a list's answer. `receivedAt`: epoch milliseconds at which its last bytes arrived. */
  readonly onEvent: (event: AmiEvent, receivedAt: number) => void;
  /** Once, when an open session ends for any reason but `close()`. */
  readonly onEnd: (error: AmiError) => void;
  readonly clock?: Clock;
}

export interface Login {
  readonly username: string;
  readonly secret: string;
  /** What to be told of: `on`, `off` or classes as in `call,system,agent,user`. */
  readonly events: string;
}

/** One conversation with one server, from its banner to its end. */
export declare class AmiSession implements AmiActions {
  /** Connects and waits for the banner. Rejects with `unreachable`, `no-banner` or `not-asterisk`. */
  static open(options: SessionOptions, signal?: AbortSignal): Promise<AmiSession>;
  /** From the banner: `11.0.0`. */
  readonly amiVersion: string;
  readonly encrypted: boolean;
  /** Logs in by MD5 challenge. Rejects with `refused`, `in-use`, `no-md5`. */
  login(login: Login): Promise<AmiResponse>;
  send(action: AmiAction, options?: SendOptions): Promise<AmiResponse>;
  list(action: AmiAction, options?: SendOptions): Promise<AmiList>;
  command(text: string, options?: SendOptions): Promise<string>;
  /** Ends the session at once; what is unanswered rejects with `disconnected`. */
  close(): void;
}
