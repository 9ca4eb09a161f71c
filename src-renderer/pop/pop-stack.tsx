import { useEffect, useLayoutEffect, useRef } from 'react';
import type { AccountView, CallView } from '../../src-main/bridge/contract.ts';
import { plural, words } from '../i18n/words.ts';
import { type StateStore, useStore } from '../state.ts';
import { PopCard } from './pop-card.tsx';

/** More than this many cards would cover the screen of a busy team; the rest is counted, and shown in the main window. */
const mostCards = 3;

interface Popping {
  readonly call: CallView;
  readonly account: AccountView;
}

/** The calls that pop now, the first to ring on top. */
export function PopStack({ store }: { readonly store: StateStore }) {
  const loaded = useStore(store);
  const accounts = loaded.phase === 'ready' ? loaded.state.accounts : [];
  const popping: readonly Popping[] = accounts
    .flatMap((account) => account.calls.filter((call) => call.popping).map((call) => ({ call, account })))
    .toSorted((a, b) => a.call.beganAt - b.call.beganAt);
  const cards = popping.slice(0, mostCards);
  const more = popping.length - cards.length;
  const stack = useRef<HTMLElement>(null);
  useReportedHeight(stack, popping.length > 0);
  useReportedPaint(popping.map(({ call }) => call.id));
  if (popping.length === 0) return null;
  return (
    <main ref={stack} className="pop-stack" aria-label={words.pop.label}>
      {cards.map(({ call, account }) => (
        <PopCard key={`${account.id} ${call.id}`} call={call} account={account} showAccount={accounts.length > 1} />
      ))}
      {more > 0 ? (
        <div className="pop-more">
          <span>{plural(more, words.pop.more)}</span>
          <button type="button" className="pop-button" onClick={() => void window.sidetone.openMainWindow(null)}>
            {words.pop.showMain}
          </button>
        </div>
      ) : null}
    </main>
  );
}

/**
 * Main fits the window to the stack. Told in the commit that changes the height, before its paint; the observer sees what changes without
 * a commit here, such as a card's error or a larger font.
 */
function useReportedHeight(stack: { readonly current: HTMLElement | null }, popping: boolean): void {
  const reported = useRef(0);
  useLayoutEffect(() => reportHeight(stack.current, reported));
  useEffect(() => {
    const element = popping ? stack.current : null;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => reportHeight(element, reported));
    observer.observe(element);
    return () => observer.disconnect();
  }, [stack, popping]);
}

function reportHeight(element: HTMLElement | null, reported: { current: number }): void {
  const height = Math.ceil(element?.getBoundingClientRect().height ?? 0);
  if (height === reported.current) return;
  reported.current = height;
  void window.sidetone.resizePop(height);
}

/** Tells main of each call once it can be seen: two frames after it was committed, the first having painted it. */
function useReportedPaint(callIds: readonly string[]): void {
  const reported = useRef<ReadonlySet<string>>(new Set());
  const frames = useRef(new Set<number>());
  useEffect(() => {
    const fresh = callIds.filter((id) => !reported.current.has(id));
    reported.current = new Set(callIds);
    if (fresh.length === 0) return;
    // Not cancelled by the next snapshot, which may come before the second frame.
    const inAFrame = (then: () => void): void => {
      const frame = requestAnimationFrame(() => {
        frames.current.delete(frame);
        then();
      });
      frames.current.add(frame);
    };
    inAFrame(() => inAFrame(() => void window.sidetone.reportPopPainted(fresh)));
  });
  useEffect(() => {
    const pending = frames.current;
    return () => {
      for (const frame of pending) cancelAnimationFrame(frame);
    };
  }, []);
}
