/** The classes of manager.conf's `read` and `write`, each with its bit in a numeric event mask (Asterisk: include/asterisk/manager.h). */
const CLASSES = {
  system: 1 << 0,
  call: 1 << 1,
  log: 1 << 2,
  verbose: 1 << 3,
  command: 1 << 4,
  agent: 1 << 5,
  user: 1 << 6,
  config: 1 << 7,
  dtmf: 1 << 8,
  reporting: 1 << 9,
  cdr: 1 << 10,
  dialplan: 1 << 11,
  originate: 1 << 12,
  agi: 1 << 13,
  cc: 1 << 15,
  aoc: 1 << 16,
  test: 1 << 17,
  security: 1 << 18,
  message: 1 << 19,
} as const;
export type RightsClass = keyof typeof CLASSES;

export type Rights = ReadonlySet<RightsClass>;

const classes = Object.keys(CLASSES).filter((name): name is RightsClass => name in CLASSES);

export function rights(...names: readonly RightsClass[]): Rights {
  return new Set(names);
}

/** An action is allowed to whoever holds any of its classes, and to everybody when it has none. */
export function mayAct(held: Rights, needed: readonly RightsClass[]): boolean {
  return needed.length === 0 || needed.some((name) => held.has(name));
}

/**
 * What an `Events` header or `EventMask` turns on, within what the user may read at all (main/manager.c, strings_to_mask).
 * `undefined` when the text says nothing Asterisk understands.
 */
export function eventMask(text: string, readable: Rights): Rights | undefined {
  const wanted = text.trim().toLowerCase();
  if (['', 'on', 'true', 'yes', '1', 'y', 't', '-1', 'all'].includes(wanted)) return readable;
  if (['off', 'false', 'no', '0', 'n', 'f', 'none'].includes(wanted)) return new Set();
  const bits = /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  const names = wanted.split(',').map((name) => name.trim());
  const chosen = classes.filter((name) => (bits === undefined ? names.includes(name) : (bits & CLASSES[name]) !== 0));
  if (chosen.length === 0 && bits === undefined) return undefined;
  return new Set(chosen.filter((name) => readable.has(name)));
}

/** One line of manager.conf, so to say. */
export interface ManagerUser {
  readonly username: string;
  readonly secret: string;
  readonly read: Rights;
  readonly write: Rights;
  /** Refused whatever the secret, as an address outside `permit` is. */
  readonly denied?: boolean;
}
