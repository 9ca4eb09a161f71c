import type { Reason } from './call.ts';

/** Why a call changes, by rule. */
const words = {
  'device-rings': 'A phone of yours rings for it.',
  'rings-again': 'A phone of yours rings for it again.',
  'i-dialled': 'You dialled it on your phone.',
  'rung-to-dial': 'The PBX rings your phone to dial for you.',
  dialling: 'The PBX dials for you.',
  'ring-stopped': 'No phone of yours rings any more, but the caller is still there.',
  'i-answered': 'You answered on a phone of yours.',
  'far-side-answered': 'The other side answered.',
  connected: 'You are connected with somebody else now.',
  'party-known': 'The PBX told who the other party is.',
  'way-known': 'The PBX told which way the call came.',
  'device-joins': 'Another channel of your phones takes part.',
  'device-leaves': 'One of your channels left.',
  held: 'You put it on hold.',
  resumed: 'You took it off hold.',
  parked: 'You parked it.',
  'park-timed-out': 'Nobody fetched it from the parking lot, so it comes back.',
  'retrieved-by-me': 'You fetched it from the parking lot.',
  'retrieved-by-another': 'Somebody else fetched it from the parking lot.',
  'picked-up-by-me': 'You picked up a call that rang another phone.',
  'picked-up-by-another': 'Somebody else picked it up.',
  'transferred-to-me': 'It was transferred to you.',
  'joined-another': 'It became part of another call of yours.',
  'no-longer-mine': 'Its phones are not yours any more.',
  answered: 'You talked, and it is over.',
  'answered-elsewhere': 'Somebody else answered it.',
  declined: 'It was refused while it rang.',
  busy: 'The phone was busy.',
  voicemail: 'Nobody answered, and the caller reached your mailbox.',
  missed: 'The caller gave up, or your phone stopped ringing.',
  'no-answer': 'It rang, and nobody answered.',
  cancelled: 'It was given up before anybody answered.',
  failed: 'The PBX could not connect it.',
  'ended-unseen': 'It ended while there was no connection to the PBX.',
  'pbx-stopped': 'The PBX stopped.',
  listed: 'The PBX lists it.',
  'mailbox-reached': 'The PBX tells afterwards that the caller reached your mailbox.',
} as const satisfies Readonly<Record<string, string>>;

export type Rule = keyof typeof words;

export function reason(rule: Rule, event: string | null): Reason {
  return { rule, words: words[rule], event };
}
