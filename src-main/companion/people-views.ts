import type { Person } from '../people/person.ts';
import type { Presence, PresenceState } from '../presence/presence.ts';
import type { PersonView } from './view.ts';

/** People with their presence; a person whose presence has not changed keeps their object, so that a list redraws only what changed. */
export class PeopleViews {
  #kept = new Map<Person, PersonView>();
  #views: readonly PersonView[] = [];
  #presence: Presence['extensions'] | null = null;

  of(people: readonly Person[], presence: Presence): readonly PersonView[] {
    const same = people.length === this.#views.length && people.every((person) => this.#kept.has(person));
    if (same && presence.extensions === this.#presence) return this.#views;
    const before = this.#kept;
    this.#kept = new Map();
    this.#presence = presence.extensions;
    this.#views = people.map((person) => {
      const state = presence.extensions.get(person.number) ?? 'unknown';
      const view = viewOf(person, state, before.get(person));
      this.#kept.set(person, view);
      return view;
    });
    return this.#views;
  }
}

function viewOf(person: Person, presence: PresenceState, before: PersonView | undefined): PersonView {
  return before?.presence === presence ? before : { ...person, presence };
}
