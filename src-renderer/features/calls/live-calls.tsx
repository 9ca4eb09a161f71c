import type { AccountView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { LiveCallCard } from './live-call-card.tsx';

interface LiveCallsProps {
  readonly accounts: readonly AccountView[];
  /** The call that main asked to show: its card takes the focus, again with every request. */
  readonly called: { readonly callId: string | null };
}

/** The calls of all connections, on every page. */
export function LiveCalls({ accounts, called }: LiveCallsProps) {
  const calls = accounts
    .flatMap((account) => account.calls.map((call) => ({ account, call })))
    .toSorted((a, b) => a.call.beganAt - b.call.beganAt);
  if (calls.length === 0) return null;
  return (
    <section className="live-calls" aria-label={words.calls.live}>
      {calls.map(({ account, call }) => (
        <LiveCallCard
          key={`${account.id} ${call.id}`}
          call={call}
          account={account}
          showAccount={accounts.length > 1}
          called={call.id === called.callId ? called : null}
        />
      ))}
    </section>
  );
}
