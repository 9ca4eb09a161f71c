import type { AppState } from '../companion/view.ts';
import { printable } from './terminal.ts';

/** The state in a few words, fit for a tray: calls first, then a connection that is not as it should be. Names and reasons are others' text. */
export function wordsFor(state: AppState): string {
  return printable(stateIn(state));
}

/** The words as a menu shows them: a single `&` would mark the next letter as its key. */
export function menuLabel(words: string): string {
  return words.replaceAll('&', '&&');
}

function stateIn({ accounts }: AppState): string {
  const calls = accounts.flatMap((account) => account.calls);
  const ringing = calls.find((call) => call.state === 'ringing' && call.direction === 'in');
  if (ringing) return `${ringing.name ?? ringing.number ?? 'Unknown caller'} is calling`;
  if (calls.length > 0) return calls.length === 1 ? 'In a call' : `In ${calls.length} calls`;
  if (accounts.length === 0) return 'No account yet';
  const troubled = accounts.find((account) => account.connection.phase !== 'connected');
  return troubled ? troubled.connection.words : 'Ready';
}
