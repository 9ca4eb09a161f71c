import type { Person } from './person.ts';

/** Shorter tails than this are no evidence: too many numbers end alike. */
const SHORTEST_TAIL = 7;

/**
 * Whose number this is: the person who has exactly this one, else the only one whose number is its tail or has it as its tail
 * (`+12125550142` and `2125550142`). `null` when nobody, or several, could be meant.
 */
export function matchPerson(people: readonly Person[], number: string | null): Person | null {
  if (number === null || number === '') return null;
  const exact = people.find((person) => person.number === number);
  if (exact !== undefined) return exact;
  const digits = digitsOf(number);
  if (digits.length < SHORTEST_TAIL) return null;
  const alike = people.filter((person) => {
    const own = digitsOf(person.number);
    return own.length >= SHORTEST_TAIL && (own.endsWith(digits) || digits.endsWith(own));
  });
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, '');
}
