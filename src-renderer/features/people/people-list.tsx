import { Phone, Search, Users } from 'lucide-react';
import { memo, useState } from 'react';
import type { PersonView } from '../../../src-main/bridge/contract.ts';
import { plural, words } from '../../i18n/words.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Message } from '../../ui/message.tsx';
import { PresenceDot } from '../../ui/state-mark.tsx';
import { useAction } from '../../use-action.ts';
import { useArrowRows } from './arrow-rows.ts';
import { findPeople } from './find-people.ts';
import './people.css';

interface PeopleListProps {
  readonly accountId: string;
  readonly people: readonly PersonView[];
  /** Why nobody can be called now; empty when they can. */
  readonly why: string;
}

/** Everyone there is to call, with what their phones do now. */
export function PeopleList({ accountId, people, why }: PeopleListProps) {
  const [filter, setFilter] = useState('');
  const found = findPeople(people, filter);
  if (people.length === 0) {
    return <Empty icon={Users} title={words.people.emptyTitle} text={words.people.emptyText} />;
  }
  return (
    <section className="people" aria-label={words.people.heading}>
      <div className="people-head">
        <h2>{words.people.heading}</h2>
        <span className="quiet small" role="status">
          {plural(found.length, words.people.count)}
        </span>
      </div>
      <div className="people-filter">
        <Search aria-hidden />
        <input
          type="search"
          aria-label={words.people.filter}
          placeholder={words.people.filterPlaceholder}
          spellCheck={false}
          dir="auto"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setFilter('');
          }}
        />
      </div>
      {found.length === 0 ? <p className="list-note quiet">{words.people.noMatch(filter.trim())}</p> : null}
      <Rows accountId={accountId} people={found} why={why} />
    </section>
  );
}

function Rows({ accountId, people, why }: PeopleListProps) {
  const list = useArrowRows();
  return (
    <ul className="rows" ref={list}>
      {people.map((person) => (
        <PersonRow key={person.id} accountId={accountId} person={person} why={why} />
      ))}
    </ul>
  );
}

interface PersonRowProps {
  readonly accountId: string;
  readonly person: PersonView;
  readonly why: string;
}

const PersonRow = memo(function PersonRow({ accountId, person, why }: PersonRowProps) {
  const call = useAction();
  return (
    <li className="row person">
      <Avatar name={person.name} />
      <div className="row-text selectable">
        <div className="row-title one-line" dir="auto" title={person.name}>
          {person.name}
        </div>
        <div className="row-detail quiet one-line" title={words.people.from(person.source)}>
          <span className="presence">
            <PresenceDot presence={person.presence} />
            <span className="presence-word">{words.presence[person.presence]}</span>
          </span>
          {' · '}
          <bdi className="number">{person.number}</bdi>
          {person.organisation === null ? null : (
            <>
              {' · '}
              <bdi>{person.organisation}</bdi>
            </>
          )}
        </div>
      </div>
      <span className="row-action" data-row-action>
        <Button
          label={words.people.call(person.name)}
          icon={Phone}
          iconOnly
          inList
          kind="quiet"
          why={why}
          onRefused={call.setProblem}
          pending={call.pending}
          onPress={() => void call.run(() => window.sidetone.dial(accountId, person.number, person.name))}
        />
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
