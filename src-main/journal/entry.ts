import { z } from 'zod';

const way = z.string().exactOptional();

/** How a call came; the same shape as `Via` in `calls/`, which stands above this room. */
export const storedVia = z.object({
  did: way,
  queue: way,
  group: way,
  transferredBy: way,
  forwardedBy: way,
  pickedUpFrom: way,
  parkedBy: way,
});

export const storedLegs = z.array(
  z.object({
    uniqueid: z.string(),
    channel: z.string(),
    device: z.string(),
    state: z.enum(['dialing', 'ringing', 'up', 'held']),
  }),
);

export const storedDirection = z.enum(['in', 'out']);

export const storedOutcome = z.enum([
  'answered',
  'answered-elsewhere',
  'declined',
  'busy',
  'voicemail',
  'missed',
  'no-answer',
  'cancelled',
  'failed',
]);

/** An ended call as the journal keeps it. Times are milliseconds since the epoch. */
export interface JournalEntry {
  /** The call's id, its account's own; the journal has every call of an account once. */
  readonly id: string;
  readonly accountId: string;
  /** Asterisk's Linkedid, to find the call again in the PBX's own records. */
  readonly linkedid: string;
  readonly direction: z.infer<typeof storedDirection>;
  readonly internal: boolean;
  readonly outcome: z.infer<typeof storedOutcome>;
  /** The other party as the PBX gave it. */
  readonly number: string | null;
  readonly name: string | null;
  /** The name it was shown by: a person's, where the number was known. */
  readonly shownName: string | null;
  readonly via: Readonly<z.infer<typeof storedVia>>;
  readonly legs: readonly Readonly<z.infer<typeof storedLegs>[number]>[];
  readonly beganAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly unseenEnd: boolean;
}
