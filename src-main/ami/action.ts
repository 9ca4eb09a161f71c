import type { AmiEvent } from './event.ts';
import type { AmiResponse } from './response.ts';

/** One request to the server. Neither `Action` nor `ActionID` stands in `fields`: the session writes both. */
export interface AmiAction {
  /** For example `Originate`. */
  readonly name: string;
  /** The headers after `Action`, in the order in which they are sent; keys may repeat (`Variable`). */
  readonly fields: readonly (readonly [key: string, value: string])[];
}

export interface SendOptions {
  /**
   * Milliseconds, counted from the call. Asterisk answers one action after the other, so a long one ahead delays this one.
   * For a list, the time without any of its packets.
   */
  readonly timeoutMs?: number;
}

/** What an event-generating action brings. */
export interface AmiList {
  readonly response: AmiResponse;
  /** The items in the order sent, the start and the Complete event not among them. */
  readonly items: readonly AmiEvent[];
  /** The event that ended the list (it may carry totals); `null` where the server answered "there are none" without a list. */
  readonly complete: AmiEvent | null;
}

/** What can be asked of a logged-in session. Every promise rejects with an `AmiError`. */
export interface AmiActions {
  /** Resolves with the answer; rejects when it is an error (`permission-denied`, `unknown-action`, `action-failed`, …). */
  send(action: AmiAction, options?: SendOptions): Promise<AmiResponse>;
  /** Sends an action that answers with events and collects them. An empty list resolves to no items, in whichever way the server says so. */
  list(action: AmiAction, options?: SendOptions): Promise<AmiList>;
  /** Runs a command of Asterisk's command line; its text, lines joined by `\n`. Rejects with that text when the command failed. */
  command(text: string, options?: SendOptions): Promise<string>;
}
