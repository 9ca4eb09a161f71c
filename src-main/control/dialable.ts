import { type Result, refused } from './result.ts';

/** Asterisk's limit for an extension (AST_MAX_EXTENSION, 80 with the end of the string). */
const LONGEST = 79;
/** Blanks of every kind, brackets, dots, dashes and slashes: what people write between digits. Left-to-right marks come with pasted numbers. */
const PUNCTUATION = /[\s\u00a0\u2000-\u200f\u202a-\u202f\u2060-\u2069\ufeff().\-\u2010-\u2015\u2212/]/g;

/**
 * What of a text is dialled: digits, `*`, `#` and a leading `+`, without the punctuation people write between them.
 * Letters are dialled only when the text is, as it stands, an extension that `isKnown` (a SIP user's name).
 * Anything else is refused rather than guessed: a wrong number costs more than a second try.
 */
export function dialable(text: string, isKnown: (extension: string) => boolean = () => false): Result<string> {
  const trimmed = text.trim();
  if (/^[A-Za-z0-9_.-]{1,79}$/.test(trimmed) && isKnown(trimmed)) return { ok: true, value: trimmed };
  const shown = trimmed.length > 40 ? `${trimmed.slice(0, 40)}…` : trimmed;
  // +44 (0)20 …: the zero is the national prefix, never dialled after the country code.
  const number = (trimmed.startsWith('+') ? trimmed.replace(/\(0\)/, '') : trimmed).replaceAll(PUNCTUATION, '');
  if (number === '' || number === '+') return refused('not-dialable', 'Enter a number to call.');
  if (/[^0-9*#+]/.test(number)) {
    return refused('not-dialable', `“${shown}” is not a number that can be dialled: only digits, *, # and + can.`);
  }
  if (number.lastIndexOf('+') > 0) return refused('not-dialable', `“${shown}” has a + in the middle of the number.`);
  const [before = '', after = ''] = trimmed.split('/').map((part) => part.replaceAll(/\D/g, ''));
  // 030/1234567 is one number, 5551234 / 5554321 are two.
  if (before.length >= 7 && after.length >= 5) {
    return refused('not-dialable', `“${shown}” looks like two numbers; enter one.`);
  }
  if (number.length > LONGEST) return refused('not-dialable', 'This number is too long to be dialled.');
  return { ok: true, value: number };
}
