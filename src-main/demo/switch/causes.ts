/** Q.850 causes as Asterisk words them (main/channel.c, causes). */
const CAUSE_TEXTS: Readonly<Record<number, string>> = {
  0: 'Unknown',
  1: 'Unallocated (unassigned) number',
  3: 'No route to destination',
  16: 'Normal Clearing',
  17: 'User busy',
  18: 'No user responding',
  19: 'User alerting, no answer',
  20: 'Subscriber absent',
  21: 'Call Rejected',
  26: 'Answered elsewhere',
  34: 'Circuit/channel congestion',
  127: 'Interworking, unspecified',
};

export const CAUSE = {
  unknown: 0,
  unallocated: 1,
  noRoute: 3,
  normalClearing: 16,
  busy: 17,
  noAnswer: 19,
  rejected: 21,
  answeredElsewhere: 26,
  interworking: 127,
} as const;

export function causeText(cause: number): string {
  return CAUSE_TEXTS[cause] ?? 'Unknown';
}

export type DialStatus = 'ANSWER' | 'BUSY' | 'NOANSWER' | 'CANCEL' | 'CONGESTION' | 'CHANUNAVAIL';

/** Asterisk: main/channel.c, ast_hangup_cause_to_dial_status. */
export function dialStatusOf(cause: number): DialStatus {
  if (cause === CAUSE.busy) return 'BUSY';
  if (cause === 34) return 'CONGESTION';
  if (cause === CAUSE.noRoute || cause === 20) return 'CHANUNAVAIL';
  return 'NOANSWER';
}
