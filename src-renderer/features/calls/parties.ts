import type { CallView, HistoryView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';

/** Who is at the other end, as a title: the name, else the number, else that it is not known. */
export function titleOf(call: Pick<CallView, 'name' | 'number' | 'direction'>): string {
  return call.name ?? call.number ?? (call.direction === 'in' ? words.calls.unknownCaller : words.calls.unknownParty);
}

/** What stands under the title: the number where the title is a name, how the call came, and that it is internal. */
export function detailsOf(
  call: Pick<CallView | HistoryView, 'name' | 'number' | 'via' | 'internal'>,
): readonly string[] {
  return [call.name === null ? null : call.number, call.via, call.internal ? words.calls.internal : null].filter(
    (detail): detail is string => detail !== null && detail !== '',
  );
}

/** The moment that a live call's timer counts from. */
export const timerStart = (call: CallView): number => call.answeredAt ?? call.ringingSince ?? call.beganAt;
