import type { Direction, Leg, Outcome, Via } from '../calls/call.ts';

/** An ended call as the journal keeps it. Times are milliseconds since the epoch. */
export interface JournalEntry {
  /** The call's id; the journal has every call once. */
  readonly id: string;
  readonly accountId: string;
  /** Asterisk's Linkedid, to find the call again in the PBX's own records. */
  readonly linkedid: string;
  readonly direction: Direction;
  readonly internal: boolean;
  readonly outcome: Outcome;
  /** The other party as the PBX gave it. */
  readonly number: string | null;
  readonly name: string | null;
  /** The name it was shown by: a person's, where the number was known. */
  readonly shownName: string | null;
  readonly via: Via;
  readonly legs: readonly Leg[];
  readonly beganAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly unseenEnd: boolean;
}
