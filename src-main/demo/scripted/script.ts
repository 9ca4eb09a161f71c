import type { RightsClass } from '../rights.ts';
import type { Reply } from '../server/action.ts';

/** What a scripted peer does on its own account, one thing. */
export type Deed =
  /** Sends a packet; the first key must be `Event` (or `Response`, for mischief). It reaches the client whatever its event mask. */
  | { readonly event: Readonly<Record<string, string>> }
  /** Sends raw bytes, in pieces of `chunk` bytes with `pace` milliseconds between them; whole and at once by default. */
  | { readonly bytes: string | Uint8Array; readonly chunk?: number; readonly pace?: number }
  /** Sends so many bytes without a line end. */
  | { readonly flood: number }
  /** Stops answering and sending while the connection stays up. */
  | { readonly fallSilent: true }
  /** `end` sends all and closes; `cut` is a TCP reset. */
  | { readonly close: 'end' | 'cut' }
  /** As `core restart now`: Shutdown to everybody, every connection closed, and back on the same port after so many milliseconds. */
  | { readonly restart: number };

/** One step of a timeline. A connection plays its steps one after the other. */
export type Step = Deed & {
  /** Wait until this connection has had its answer to this action, or has just been greeted. An action answered before counts. */
  readonly on?: string;
  /** Then wait so many milliseconds. */
  readonly after?: number;
};

export type Timeline = readonly Step[];

/** What a peer answers in place of its own answer: packets, or nothing at all. */
export type ScriptedAnswer = Reply | 'nothing';

export interface PeerScript {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The first line, without its line end; `null`: it never comes. Asterisk 22's by default. */
  readonly banner?: string | null;
  readonly username?: string;
  readonly secret?: string;
  /** Refuses the user whatever the secret, as an address outside `permit` is refused. */
  readonly denied?: boolean;
  readonly read?: readonly RightsClass[];
  readonly write?: readonly RightsClass[];
  /** By the action's name, in lower case. An answer's ActionID is filled in. */
  readonly answers?: Readonly<Record<string, ScriptedAnswer>>;
  /** Everything is sent in pieces of so many bytes, each by itself. */
  readonly pieces?: number;
  /** Milliseconds that every answer is kept back. */
  readonly answerDelay?: number;
  /** Played on every connection, or on the first ones given by `plays`. */
  readonly timeline?: Timeline;
  /** How many connections play the timeline; those after them meet a well-behaved server. */
  readonly plays?: number;
}
