import type { PersonView } from '../../../src-main/bridge/contract.ts';

/** Somebody or something to call or transfer to. */
export interface Target {
  readonly key: string;
  readonly number: string;
  /** `null` for a number that was typed. */
  readonly person: PersonView | null;
}

/** Without accents and capitals, so that `jose` finds José. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Without the marks that people write into numbers for reading. */
const bare = (number: string): string => number.replace(/[\s().\-/]/gu, '');

/** A text that can be dialled as it is: digits and what stands between and before them, with at least one key of a phone. */
export const looksLikeNumber = (text: string): boolean =>
  /^\+?[\d*#\s().\-/]*[\d*#][\d*#\s().\-/]*$/u.test(text.trim());

/** How well a person fits, 0 being best; `null` when not at all. Every word typed must be found. */
function fit(person: PersonView, typed: string): number | null {
  const number = bare(person.number);
  const digits = bare(typed);
  if (number.toLowerCase() === digits.toLowerCase()) return 0;
  if (looksLikeNumber(typed)) {
    if (number.startsWith(digits)) return 1;
    return number.includes(digits) ? 4 : null;
  }
  const name = plain(person.name);
  const wanted = plain(typed).split(/\s+/u).filter(Boolean);
  if (name.startsWith(wanted.join(' '))) return 2;
  const parts = name.split(/[\s\-.,]+/u);
  if (wanted.every((word) => parts.some((part) => part.startsWith(word)))) return 3;
  const everything = `${name} ${plain(person.organisation ?? '')} ${plain(person.number)}`;
  return wanted.every((word) => everything.includes(word)) ? 5 : null;
}

/** People who fit what is typed, the best first, otherwise in the order given. */
export function findPeople(people: readonly PersonView[], typed: string): readonly PersonView[] {
  const text = typed.trim();
  if (text === '') return people;
  return people
    .map((person, order) => ({ person, order, fit: fit(person, text) }))
    .filter((found): found is typeof found & { fit: number } => found.fit !== null)
    .toSorted((a, b) => a.fit - b.fit || a.order - b.order)
    .map(({ person }) => person);
}

/** What can be called for the typed text: the number itself first, unless it is somebody's, then people. */
export function findTargets(people: readonly PersonView[], typed: string, most = 8): readonly Target[] {
  const text = typed.trim();
  const found = findPeople(people, text).slice(0, most);
  const targets = found.map((person): Target => ({ key: person.id, number: person.number, person }));
  const first = found[0];
  const whole = first !== undefined && bare(first.number) === bare(text);
  return looksLikeNumber(text) && !whole ? [{ key: 'typed', number: text, person: null }, ...targets] : targets;
}
