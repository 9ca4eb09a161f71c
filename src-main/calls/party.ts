import type { Party } from './call.ts';

/** What stands in a caller's number or name when it is withheld or not known (main/callerid.c, chan_pjsip's anonymous caller; FreePBX's `s`). */
const ABSENT = new Set([
  'anonymous',
  'asterisk',
  'private',
  'restricted',
  's',
  'unavailable',
  'unknown',
  'withheld',
  '<unknown>',
]);

export const nobody: Party = { number: null, name: null };

/** A number or name as the PBX gives it; `null` where it gives none. */
export function given(value: string | undefined): string | null {
  return value === undefined || value === '' || ABSENT.has(value.toLowerCase()) ? null : value;
}

export function party(number: string | undefined, name: string | undefined): Party {
  return { number: given(number), name: given(name) };
}

export function sameParty(one: Party, other: Party): boolean {
  return one.number === other.number && one.name === other.name;
}

/** The first that has a number; else the first that has at least a name; names are filled in from one that has the same number. */
export function firstKnown(candidates: readonly Party[]): Party {
  const chosen =
    candidates.find((each) => each.number !== null) ?? candidates.find((each) => each.name !== null) ?? nobody;
  if (chosen.name !== null || chosen.number === null) return chosen;
  const named = candidates.find((each) => each.number === chosen.number && each.name !== null);
  return named ?? chosen;
}

/** Whether a number can be an extension by its looks: short, or a code such as `*97`. */
export function looksInternal(number: string | null): boolean {
  return number !== null && /^[*#]?[0-9*#-]{1,6}$|^[*#]/.test(number);
}
