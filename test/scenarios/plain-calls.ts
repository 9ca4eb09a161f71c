import {
  alice,
  bob,
  callerOne,
  carol,
  dan,
  from,
  fromColleague,
  nothing,
  type Scenario,
  sees,
  someone,
  to,
  toOutside,
  zoe,
} from './expectation.ts';

const both = ['22', '16'] as const;
const did = '5550011';

/** One caller, one callee: answered, not answered, refused. */
export const plainCalls: readonly Scenario[] = [
  {
    name: '10-inbound-answered',
    told: 'The trunk calls 5550011, which rings 1001; it answers; the caller hangs up.',
    on: both,
    views: [
      sees('1001', 1, from(someone('+4915112345678', 'Erika Mustermann'), 'answered', { did })),
      sees(['PJSIP/1001'], 1, from(someone('+4915112345678', 'Erika Mustermann'), 'answered', { did })),
      ...nothing('1002', '1003', '100', '10011', 'trunk-'),
    ],
  },
  {
    name: '10b-inbound-answered-callee-hangs-up',
    told: 'The same, 1001 hangs up.',
    on: both,
    views: [
      sees('1001', 1, from(someone('+4915112345678', 'Erika Mustermann'), 'answered', { did })),
      ...nothing('1002'),
    ],
  },
  {
    name: '11-inbound-missed-caller-gives-up',
    told: '1001 rings, the caller gives up.',
    on: both,
    views: [sees('1001', 1, from(someone('030123456', 'Gives Up'), 'missed', { did })), ...nothing('1002')],
  },
  {
    name: '12-inbound-no-answer-timeout',
    told: '1001 rings for 15 s, then the PBX gives up.',
    on: both,
    views: [sees('1001', 1, from(someone('030123456', 'Waits'), 'missed', { did }))],
  },
  {
    name: '13-inbound-busy',
    told: 'The phone of 1002 answers busy without ringing.',
    on: both,
    views: [sees('1002', 0, from(someone('030123456', 'Busy Test'), 'busy', { did: '5550002' })), ...nothing('1001')],
  },
  {
    name: '14-inbound-phone-offline',
    told: 'The phone of 1004 is not there: no channel of it is made.',
    on: both,
    views: nothing('1004', '1001'),
  },
  { name: '14b-inbound-unknown-number', told: 'A number that nobody has.', on: both, views: nothing('1001') },
  {
    name: '15-inbound-utf8-name',
    told: 'A caller with quotes, an emoji and other scripts in his name.',
    on: both,
    views: [sees('1001', 1, from(someone('+3726000000', String.raw`Jürgen Groß 田中 \"Q\" Ж😀`), 'answered', { did }))],
  },
  {
    name: '17-internal-call',
    told: '1001 dials 1003, which answers; 1001 hangs up.',
    on: both,
    views: [
      sees('1001', 0, to(zoe, 'answered')),
      sees('1003', 1, fromColleague(alice, 'answered')),
      sees(['1001', '1003'], 0, to(zoe, 'answered')),
      ...nothing('1002'),
    ],
  },
  {
    name: '18-outbound-by-trunk',
    told: '1001 dials 9004930123456, by the trunk; answered.',
    on: both,
    views: [sees('1001', 0, toOutside(someone('9004930123456'), 'answered')), ...nothing('1002')],
  },
  {
    name: '18b-outbound-trunk-down',
    told: 'The same with a trunk that does not answer; 1001 gives up.',
    on: both,
    views: [sees('1001', 0, toOutside(someone('9004930123456'), 'cancelled'))],
  },
  {
    name: '91-core-restart-gracefully-with-a-call',
    told: 'Asterisk is told to restart when nobody talks any more; the call goes on to its end before. (The administrator, who told it, is cut off.)',
    as: ['companion'],
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did }))],
  },
  {
    name: '67-chansip-call',
    told: '2001 dials 2002 (chan_sip), which answers; then 1001 dials 2001 and gives up while it rings.',
    on: ['16'],
    views: [
      sees('2001', 1, to(dan, 'answered'), fromColleague(alice, 'missed')),
      sees('2002', 1, fromColleague(carol, 'answered')),
      sees('1001', 0, to(carol, 'cancelled')),
      ...nothing('1002'),
    ],
  },
  {
    name: '51-status-and-channels',
    told: 'A call, and lists of channels asked for meanwhile.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did })), ...nothing('1002')],
  },
  {
    name: '68-filtered-users',
    told: 'A short call; one user gets no dialplan noise, one may only look.',
    on: both,
    as: ['', 'quiet', 'readonly'],
    views: [sees('1001', 1, from(someone('0301', 'Filtered'), 'answered', { did })), ...nothing('1002')],
  },
  {
    name: '23-hangup-action',
    told: '1001 dials 601 (an application answers) twice; both are hung up by AMI.',
    on: both,
    views: [sees('1001', 0, to(someone('601'), 'answered'), to(someone('601'), 'answered'))],
  },
  {
    name: 'anonymous',
    told: 'A caller who withholds number and name.',
    on: both,
    views: [sees('1001', 1, from(someone(null), 'answered', { did }))],
  },
  {
    name: 'two-contacts',
    told: 'An extension that rings the same phone twice over (two channels of one device); it answers one.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did: '5551617' })), ...nothing('1002')],
  },
  {
    name: 'declined-603',
    told: '1001 rings and refuses with 603.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'declined', { did }))],
  },
  {
    name: 'declined-486-after-ringing',
    told: '1001 rings and refuses with 486.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'declined', { did }))],
  },
  {
    name: 'declined-480-after-ringing',
    told: '1001 rings, and the phone gives up with 480, as phones do that nobody answers.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'missed', { did }))],
  },
  {
    name: 'busy-direct',
    told: '1001 answers 486 without ringing.',
    on: both,
    views: [sees('1001', 0, from(callerOne, 'busy', { did }))],
  },
  {
    name: 'dnd-phone',
    told: '1001 answers 480 without ringing.',
    on: both,
    views: [sees('1001', 0, from(callerOne, 'missed', { did }))],
  },
  {
    name: 'dnd-dialplan',
    told: '1001 dials *78; a call for it meets busy in the dialplan, before any channel of 1001; 1001 dials *79.',
    on: both,
    views: [sees('1001', 0, to(someone('*78'), 'answered'), to(someone('*79'), 'answered')), ...nothing('1002')],
  },
  {
    name: 'chansip-in',
    told: '2001 dials 2002, which answers, holds and resumes; 2001 hangs up.',
    on: ['16'],
    views: [
      sees('2001', 0, to(dan, 'answered')),
      sees('2002', 1, fromColleague(carol, 'answered')),
      ...nothing('1001'),
    ],
  },
  {
    name: 'chansip-declined',
    told: '2001 dials 2002, which refuses with 603 while it rings.',
    on: ['16'],
    views: [sees('2001', 0, to(dan, 'declined')), sees('2002', 1, fromColleague(carol, 'declined'))],
  },
  {
    name: '40-hold-unhold',
    told: '1001 answers, holds, resumes, hangs up.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did }))],
  },
  {
    name: 'hold-by-other',
    told: '1001 dials 1002, which answers, holds and resumes; 1001 hangs up.',
    on: both,
    views: [sees('1001', 0, to(bob, 'answered')), sees('1002', 1, fromColleague(alice, 'answered'))],
  },
];
