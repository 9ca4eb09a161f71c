import type { CallHappening, ConnectionHappening } from '../companion/happening.ts';
import { UNPRINTABLE } from '../diagnostics/unprintable.ts';

/** The same text with nothing in it that a terminal would obey, and of a bounded length. */
export function printable(text: string): string {
  const clean = text.replace(UNPRINTABLE, '\ufffd');
  return clean.length > 200 ? `${clean.slice(0, 200)}…` : clean;
}

/** `connected  demo PBX (Asterisk 22.10.1)` */
export function connectionLine({ account }: ConnectionHappening): string {
  const { phase, words } = account.connection;
  return line(phase, `${account.label} (${words.replace(/^Connected to /, '')})`);
}

/** `answered  Grace Hopper <+12125550142>  via Support`; `ended  Grace Hopper <+12125550142>  missed` */
export function callLine({ kind, call, outcome }: CallHappening): string {
  return line(kind, party(call), kind === 'ended' ? (outcome ?? '') : call.via);
}

/** `ringing  Grace Hopper <+12125550142>  via Support  pop painted in 31 ms`; `null` when it was over before it was painted. */
export function ringingLine({ call }: CallHappening, paintedAfter: number | null): string {
  const painted =
    paintedAfter === null ? 'over before the pop was painted' : `pop painted in ${Math.round(paintedAfter)} ms`;
  return line('ringing', party(call), call.via, painted);
}

function party({ name, number }: CallHappening['call']): string {
  if (name !== null && number !== null) return `${name} <${number}>`;
  return name ?? number ?? 'unknown caller';
}

function line(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map(printable)
    .join('  ');
}
