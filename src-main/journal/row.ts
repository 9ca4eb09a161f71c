import { z } from 'zod';
import { type JournalEntry, storedDirection, storedLegs, storedOutcome, storedVia } from './entry.ts';

const row = z.object({
  id: z.string(),
  account_id: z.string(),
  linkedid: z.string(),
  direction: storedDirection,
  internal: z.number(),
  outcome: storedOutcome,
  number: z.string().nullable(),
  name: z.string().nullable(),
  shown_name: z.string().nullable(),
  via: z.string(),
  legs: z.string(),
  began_at: z.number(),
  answered_at: z.number().nullable(),
  ended_at: z.number(),
  unseen_end: z.number(),
});

/** The columns in the order in which `toRow` gives their values. */
export const COLUMNS = Object.keys(row.shape);

export function toRow(entry: JournalEntry): readonly (string | number | null)[] {
  return [
    entry.id,
    entry.accountId,
    entry.linkedid,
    entry.direction,
    entry.internal ? 1 : 0,
    entry.outcome,
    entry.number,
    entry.name,
    entry.shownName,
    JSON.stringify(entry.via),
    JSON.stringify(entry.legs),
    entry.beganAt,
    entry.answeredAt,
    entry.endedAt,
    entry.unseenEnd ? 1 : 0,
  ];
}

export function fromRow(found: unknown): JournalEntry {
  const value = row.parse(found);
  return {
    id: value.id,
    accountId: value.account_id,
    linkedid: value.linkedid,
    direction: value.direction,
    internal: value.internal !== 0,
    outcome: value.outcome,
    number: value.number,
    name: value.name,
    shownName: value.shown_name,
    via: storedVia.parse(JSON.parse(value.via)),
    legs: storedLegs.parse(JSON.parse(value.legs)),
    beganAt: value.began_at,
    answeredAt: value.answered_at,
    endedAt: value.ended_at,
    unseenEnd: value.unseen_end !== 0,
  };
}
