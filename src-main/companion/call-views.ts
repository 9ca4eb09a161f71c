import type { Call } from '../calls/call.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { matchPerson } from '../people/match.ts';
import type { Person } from '../people/person.ts';
import { viaWords } from './words.ts';
import type { CallView, HistoryView } from './view.ts';

/** What a call is shown with beside what it knows itself. */
export interface CallContext {
  readonly accountId: string;
  readonly people: readonly Person[];
}

export function callView(call: Call, context: CallContext, popping: boolean): CallView {
  return {
    id: call.id,
    accountId: context.accountId,
    direction: call.direction,
    internal: call.internal,
    state: call.state,
    name: shownName(call, context),
    number: call.remote.number,
    via: viaWords(call.via, (number) => nameOf(number, context)),
    beganAt: call.beganAt,
    ringingSince: call.ringingSince,
    answeredAt: call.answeredAt,
    popping,
  };
}

/** An ended call for the journal; `null` while it lives. */
export function journalEntry(call: Call, context: CallContext): JournalEntry | null {
  if (call.outcome === null || call.endedAt === null) return null;
  return {
    id: call.id,
    accountId: context.accountId,
    linkedid: call.linkedid,
    direction: call.direction,
    internal: call.internal,
    outcome: call.outcome,
    number: call.remote.number,
    name: call.remote.name,
    shownName: shownName(call, context),
    via: call.via,
    legs: call.legs,
    beganAt: call.beganAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    unseenEnd: call.unseenEnd,
  };
}

export function historyView(entry: JournalEntry, context: CallContext): HistoryView {
  const talked = entry.outcome === 'answered' && entry.answeredAt !== null;
  return {
    id: entry.id,
    accountId: entry.accountId,
    direction: entry.direction,
    internal: entry.internal,
    name: entry.shownName,
    number: entry.number,
    via: viaWords(entry.via, (number) => nameOf(number, context)),
    outcome: entry.outcome,
    beganAt: entry.beganAt,
    talkedSeconds: talked ? Math.max(0, Math.round((entry.endedAt - (entry.answeredAt ?? 0)) / 1000)) : 0,
    unseenEnd: entry.unseenEnd,
  };
}

/** Callers choose their names: one of blanks and invisible characters alone is none, because it would hide the number too. */
const SHOWS_NOTHING = /^[\s\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]*$/u;

function shownName(call: Call, context: CallContext): string | null {
  const given = call.remote.name;
  return nameOf(call.remote.number, context) ?? (given === null || SHOWS_NOTHING.test(given) ? null : given);
}

/** A person who is known by a number alone has no name to show. */
function nameOf(number: string | null, { people }: CallContext): string | null {
  const person = matchPerson(people, number);
  return person === null || person.name === person.number ? null : person.name;
}
