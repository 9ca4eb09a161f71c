import type { AppState } from '../companion/view.ts';

/** The state in a few words: calls first, then a connection that is not as it should be. */
export function wordsFor({ accounts }: AppState): string {
  const calls = accounts.flatMap((account) => account.calls);
  const ringing = calls.find((call) => call.state === 'ringing' && call.direction === 'in');
  if (ringing) return `${ringing.name ?? ringing.number ?? 'Unknown caller'} is calling`;
  if (calls.length > 0) return calls.length === 1 ? 'In a call' : `In ${calls.length} calls`;
  if (accounts.length === 0) return 'No account yet';
  const troubled = accounts.find((account) => account.connection.phase !== 'connected');
  return troubled ? troubled.connection.words : 'Ready';
}
