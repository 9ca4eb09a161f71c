import { UserRound } from 'lucide-react';
import './avatar.css';

/**
 * At most two initials: of the first and the last word that have a letter. One alone in scripts without capitals, where letters would join
 * into a word of their own.
 */
export function initialsOf(name: string): string {
  const letters = name
    .split(/\s+/u)
    .map((word) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? '')
    .filter(Boolean);
  const first = letters[0] ?? '';
  const capitals = first.toLocaleUpperCase() !== first.toLocaleLowerCase();
  const last = capitals && letters.length > 1 ? (letters.at(-1) ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** Decoration beside a name that is always there in words. */
export function Avatar({ name, size }: { readonly name: string | null; readonly size?: 'large' }) {
  const initials = initialsOf(name ?? '');
  return (
    <span className="avatar" data-size={size} aria-hidden="true">
      {initials === '' ? <UserRound /> : initials}
    </span>
  );
}
