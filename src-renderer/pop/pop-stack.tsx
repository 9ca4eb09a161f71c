import { type ComponentProps, useEffect, useRef, useState } from 'react';
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

type Card = Omit<ComponentProps<typeof PopCard>, 'waits'>;

const cardOf =
  (several: boolean) =>
  ({ call, account }: Popping): Card => ({
    call,
    hangUp: account.controls.hangUp,
    accountLabel: several ? account.label : null,
  });

/** What the first card holds, unseen, while nothing pops. */
const prepared: Card = {
  call: {
    id: '',
    accountId: '',
    direction: 'in',
    internal: false,
    state: 'ringing',
    name: null,
    number: null,
    via: '',
    beganAt: 0,
    ringingSince: null,
    answeredAt: null,
    popping: false,
  },
  hangUp: { possible: true, why: '' },
  accountLabel: null,
};

/** The calls that pop now, the first to ring at the bottom, where it stays. */
export function PopStack({ store }: { readonly store: StateStore }) {
  const loaded = useStore(store);
  const accounts = loaded.phase === 'ready' ? loaded.state.accounts : [];
  const popping: readonly Popping[] = accounts
    .flatMap((account) => account.calls.filter((call) => call.popping).map((call) => ({ call, account })))
    .toSorted((a, b) => a.call.beganAt - b.call.beganAt);
  const waits = popping.length === 0;
  const cards: readonly Card[] = waits ? [prepared] : popping.slice(0, mostCards).map(cardOf(accounts.length > 1));
  const more = Math.max(0, popping.length - mostCards);
  const stack = useRef<HTMLElement>(null);
  // A card alone comes with its window, which is a turn by itself.
  const turn = useTurn(cards.length < 2 ? '' : cards.map(({ call }) => `${call.accountId} ${call.id}`).join('\n'));
  useReportedHeight(stack);
  useReportedPaint(popping.map(({ call }) => call.id));
  return (
    <main ref={stack} className="pop-stack" data-turn={turn} aria-label={words.pop.label} hidden={waits}>
      {cards.map((card, place) => (
        // Its place, not its call: whoever calls next fills the card that stands there, which takes far less time than making one.
        <PopCard key={place} {...card} waits={waits} />
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

/** Alternates with each change of what stands where; pop.css holds presses back for a moment at each turn. */
function useTurn(places: string): 'even' | 'odd' {
  const [turn, setTurn] = useState({ places, count: 0 });
  if (turn.places !== places) setTurn({ places, count: turn.count + 1 });
  return turn.count % 2 === 0 ? 'even' : 'odd';
}

/** Main fits the window to the stack. The observer measures between a frame's layout and its paint, so nothing is laid out twice. */
function useReportedHeight(stack: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = stack.current;
    if (element === null) return undefined;
    let reported = 0;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (height === reported) return;
      reported = height;
      void window.sidetone.resizePop(height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [stack]);
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
