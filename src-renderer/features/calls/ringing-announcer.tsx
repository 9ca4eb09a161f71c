import { useEffect, useRef, useState } from 'react';
import type { CallView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { titleOf } from './parties.ts';

/** Tells a screen reader of each call that begins to ring, at once and once. */
export function RingingAnnouncer({ calls }: { readonly calls: readonly CallView[] }) {
  const announced = useRef<ReadonlySet<string>>(new Set());
  const [text, setText] = useState('');
  useEffect(() => {
    const ringing = calls.filter((call) => call.state === 'ringing' && call.direction === 'in');
    const fresh = ringing.filter((call) => !announced.current.has(call.id));
    announced.current = new Set(ringing.map((call) => call.id));
    if (fresh.length > 0) {
      setText(fresh.map((call) => words.calls.announceRinging(titleOf(call), call.via)).join('. '));
    } else if (ringing.length === 0) setText('');
  }, [calls]);
  return (
    <div className="visually-hidden" role="alert" aria-live="assertive" aria-atomic="true">
      {text}
    </div>
  );
}
