import { History, Phone } from 'lucide-react';
import { memo } from 'react';
import type { AccountView, HistoryView } from '../../../src-main/bridge/contract.ts';
import { formatDuration, formatTime } from '../../i18n/format.ts';
import { words } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Message } from '../../ui/message.tsx';
import { useAction } from '../../use-action.ts';
import { Details } from '../calls/details.tsx';
import { howOf, titleOf, whoOf } from '../calls/parties.ts';
import { useArrowRows } from '../people/arrow-rows.ts';
import { OutcomeMark, outcomeWord } from './outcome-mark.tsx';
import './today-list.css';

/** Today's calls of all connections, the newest first; a click calls back. */
export function TodayList({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const entries = accounts
    .flatMap((account) => account.today.map((entry) => ({ entry, dial: account.controls.dial })))
    .toSorted((a, b) => b.entry.beganAt - a.entry.beganAt);
  return (
    <section aria-label={words.history.today}>
      <h2 className="today-head">{words.history.today}</h2>
      {entries.length === 0 ? (
        <Empty
          icon={History}
          title={words.history.emptyTitle}
          text={accounts.every(({ demo }) => demo) ? words.history.emptyDemoText : words.history.emptyText}
        />
      ) : (
        <Rows entries={entries} />
      )}
    </section>
  );
}

interface Row {
  readonly entry: HistoryView;
  readonly dial: AccountView['controls']['dial'];
}

function Rows({ entries }: { readonly entries: readonly Row[] }) {
  const list = useArrowRows();
  return (
    <ul className="rows" ref={list}>
      {entries.map(({ entry, dial }) => (
        <TodayRow key={`${entry.accountId} ${entry.id}`} entry={entry} why={dial.why} />
      ))}
    </ul>
  );
}

const TodayRow = memo(function TodayRow({ entry, why }: { readonly entry: HistoryView; readonly why: string }) {
  const call = useAction();
  const { number } = entry;
  const title = titleOf(entry);
  const details = [...whoOf(entry), ...howOf(entry, null)];
  const missed = entry.direction === 'in' && (entry.outcome === 'missed' || entry.outcome === 'voicemail');
  return (
    <li className="row" data-missed={missed || undefined}>
      <OutcomeMark entry={entry} />
      <div className="row-text selectable">
        <div className="row-top">
          <div className="row-title one-line" dir="auto" title={title}>
            {title}
          </div>
          <time className="row-side number" dateTime={new Date(entry.beganAt).toISOString()}>
            {formatTime(entry.beganAt)}
          </time>
        </div>
        <div className="row-detail quiet number one-line" title={details.join(' · ')}>
          <span className="outcome-word">{outcomeWord(entry)}</span>
          {entry.talkedSeconds > 0 ? `, ${formatDuration(entry.talkedSeconds)}` : ''}
          {entry.unseenEnd ? <span title={words.history.unseenEndLong}>, {words.history.unseenEnd}</span> : null}
          {details.length === 0 ? null : ' · '}
          <Details parts={details} />
        </div>
      </div>
      <span className="row-action" data-row-action>
        {number === null ? null : (
          <Button
            label={words.history.callBack(title)}
            icon={Phone}
            iconOnly
            inList
            kind="quiet"
            why={why}
            onRefused={call.setProblem}
            pending={call.pending}
            onPress={() => void call.run(() => window.sidetone.dial(entry.accountId, number, entry.name))}
          />
        )}
      </span>
      {call.problem === null ? null : (
        <div className="row-problem">
          <Message tone="problem" live onDismiss={() => call.setProblem(null)}>
            {call.problem}
          </Message>
        </div>
      )}
    </li>
  );
});
