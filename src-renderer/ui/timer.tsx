import { useSyncExternalStore } from 'react';
import { formatTimer } from '../i18n/format.ts';

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | null = null;
let now = Date.now();

/** One clock for all timers of a window; it runs only while one is shown. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) now = Date.now();
  listeners.add(listener);
  ticking ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || ticking === null) return;
    clearInterval(ticking);
    ticking = null;
  };
}

/** Whole seconds from `since` to now (negative before it); renders again only when they change. */
function useSecondsSince(since: number): number {
  return useSyncExternalStore(subscribe, () => Math.floor((now - since) / 1000));
}

/** The running time since a moment. Not read out by itself: a timer that speaks every second helps nobody. */
export function Timer({ since, label }: { readonly since: number; readonly label: string }) {
  const text = formatTimer(useSecondsSince(since) * 1000);
  return (
    <span className="number timer" role="timer" aria-label={`${label} ${text}`} aria-live="off">
      {text}
    </span>
  );
}

/** The time left until a moment, never below zero. */
export function TimeLeft({ until, text }: { readonly until: number; readonly text: (time: string) => string }) {
  return <>{text(formatTimer(-useSecondsSince(until) * 1000))}</>;
}
