import type { Direction, Outcome, Party, Via } from '../../src-main/calls/call.ts';

/** One row of the history, as `replay calls` sums it up. */
export interface Row {
  readonly direction: Direction;
  readonly internal: boolean;
  readonly outcome: Outcome;
  readonly remote: Party;
  readonly via: Via;
}

/** What one person must see of a recording. */
export interface View {
  /** Extensions, or devices (`PJSIP/1001`) where that is to be tried. */
  readonly me: readonly string[];
  readonly pops: number;
  readonly history: readonly Row[];
}

export interface Scenario {
  /** The recording's name. */
  readonly name: string;
  /** What was done, in the order in which it was done. */
  readonly told: string;
  /** The versions of Asterisk that it was recorded on. */
  readonly on: readonly ('22' | '16')[];
  readonly views: readonly View[];
  /** The users whose streams must tell it, by the suffix of their file; the administrator (none) and the companion, if not said. */
  readonly as?: readonly string[];
}

/** Recorded on both versions of Asterisk. */
export const both = ['22', '16'] as const;

export function someone(number: string | null, name: string | null = null): Party {
  return { number, name };
}

// The people of the recorded office (its pjsip.conf), and those who called it.
export const alice = someone('1001', 'Alice Adams');
export const bob = someone('1002', 'Bob Brown');
export const zoe = someone('1003', 'Zoë Müller');
export const carol = someone('2001', 'Carol Clark');
export const dan = someone('2002', 'Dan Døe');
export const callerOne = someone('0301234', 'Caller One');

/** A call from outside. */
export function from(remote: Party, outcome: Outcome, via: Via): Row {
  return { direction: 'in', internal: false, outcome, remote, via };
}

/** A call from a colleague. */
export function fromColleague(remote: Party, outcome: Outcome, via: Via = {}): Row {
  return { direction: 'in', internal: true, outcome, remote, via };
}

/** A call to a colleague, or to a number of the PBX itself. */
export function to(remote: Party, outcome: Outcome): Row {
  return { direction: 'out', internal: true, outcome, remote, via: {} };
}

/** A call by the trunk. */
export function toOutside(remote: Party, outcome: Outcome): Row {
  return { direction: 'out', internal: false, outcome, remote, via: {} };
}

export function sees(me: string | readonly string[], pops: number, ...history: readonly Row[]): View {
  return { me: typeof me === 'string' ? [me] : me, pops, history };
}

export function nothing(...me: readonly string[]): View[] {
  return me.map((each) => sees(each, 0));
}
