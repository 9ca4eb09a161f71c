import type { CallView, HistoryView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';

/** Who is at the other end, as a title: the name, else the number, else that it is not known. */
export function titleOf(call: Pick<CallView, 'name' | 'number' | 'direction'>): string {
  return call.name ?? call.number ?? (call.direction === 'in' ? words.calls.unknownCaller : words.calls.unknownParty);
}

/** Under the title: the number where the title is a name, and that the call is internal. */
export function whoOf(call: Pick<CallView | HistoryView, 'name' | 'number' | 'internal'>): readonly string[] {
  return filled([call.name === null ? null : call.number, call.internal ? words.calls.internal : null]);
}

/** Under that: how the call came, and on which connection where that is not plain. */
export const howOf = (call: Pick<CallView, 'via'>, account: string | null): readonly string[] =>
  filled([call.via, account === null ? null : words.calls.on(account)]);

const filled = (parts: readonly (string | null)[]): readonly string[] =>
  parts.filter((part): part is string => part !== null && part !== '');

/** The moment that a live call's timer counts from. */
export const timerStart = (call: CallView): number => call.answeredAt ?? call.ringingSince ?? call.beganAt;
