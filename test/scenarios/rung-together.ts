import { both, callerOne, from, nothing, type Scenario, sees, someone, to } from './expectation.ts';

const group = { did: '5550010', group: '610' };
const localGroup = { did: '5551611', group: '611' };
const localGroupN = { did: '5551612', group: '612' };
const queueCaller = someone('0800555', 'Queue Caller');
const support = { did: '5550090', queue: 'support' };
const localsCaller = someone('0800557', 'Locals Caller');
const locals = { did: '5551902', queue: 'locals' };

/** Several phones for one call: groups, queues, one after another, voicemail after them. */
export const rungTogether: readonly Scenario[] = [
  {
    name: 'group-i-answer',
    told: 'The trunk calls the group 610 (1001 and 1002); 1001 answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', group)),
      sees('1002', 1, from(callerOne, 'answered-elsewhere', group)),
      sees(['1001', '1002'], 1, from(callerOne, 'answered', { did: '5550010' })),
      ...nothing('1003'),
    ],
  },
  {
    name: 'group-other-answers',
    told: 'The same; 1002 answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered-elsewhere', group)),
      sees('1002', 1, from(callerOne, 'answered', group)),
    ],
  },
  {
    name: 'group-nobody',
    told: 'The same; the caller gives up.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'missed', group)), sees('1002', 1, from(callerOne, 'missed', group))],
  },
  {
    name: 'group-declined-then-other',
    told: 'The same; 1001 refuses, then 1002 answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered-elsewhere', group)),
      sees('1002', 1, from(callerOne, 'answered', group)),
    ],
  },
  {
    name: 'local-group-i-answer',
    told: 'A group by Local channels that are optimised away; 1001 answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', localGroup)),
      sees('1002', 1, from(callerOne, 'answered-elsewhere', localGroup)),
      ...nothing('1003'),
    ],
  },
  {
    name: 'local-group-other',
    told: 'The same; 1002 answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered-elsewhere', localGroup)),
      sees('1002', 1, from(callerOne, 'answered', localGroup)),
    ],
  },
  {
    name: 'local-n-group-i-answer',
    told: 'A group by Local channels that stay; 1001 answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', localGroupN)),
      sees('1002', 1, from(callerOne, 'answered-elsewhere', localGroupN)),
    ],
  },
  {
    name: 'local-n-group-other',
    told: 'The same; 1002 answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered-elsewhere', localGroupN)),
      sees('1002', 1, from(callerOne, 'answered', localGroupN)),
    ],
  },
  {
    name: 'local-n-group-nobody',
    told: 'The same; the caller gives up.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'missed', localGroupN)),
      sees('1002', 1, from(callerOne, 'missed', localGroupN)),
    ],
  },
  {
    name: 'followme-answered',
    told: 'Through a Local channel: 1002 rings for 4 s, then 1001, which answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did: '5551613' })),
      sees('1002', 1, from(callerOne, 'answered-elsewhere', { did: '5551613' })),
    ],
  },
  {
    name: 'hunt-then-me',
    told: '1002 rings for 4 s, then 1001, which answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did: '5551614' })),
      sees('1002', 1, from(callerOne, 'answered-elsewhere', { did: '5551614' })),
    ],
  },
  {
    name: 'ring-twice',
    told: '1001 rings for 4 s, then again, and answers.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did: '5551616' }))],
  },
  {
    name: 'ivr-then-me',
    told: 'An announcement answers the caller, then 1001 rings and answers.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did: '5551615' }))],
  },
  {
    name: 'ivr-voicemail',
    told: 'The same; 1001 does not answer, the caller leaves a message in its mailbox.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'voicemail', { did: '5551615' })), ...nothing('1002')],
  },
  {
    name: 'voicemail',
    told: '1001 rings in vain; the caller leaves a message.',
    on: both,
    views: [
      sees('1001', 1, from(someone('0307777', 'Leaves Message'), 'voicemail', { did: '5550001' })),
      ...nothing('1002'),
    ],
  },
  {
    name: 'voicemail-too-short',
    told: '1001 rings in vain; the caller hangs up during the greeting of its mailbox.',
    on: both,
    views: [sees('1001', 1, from(someone('0307777', 'Hangs Up'), 'voicemail', { did: '5550001' }))],
  },
  {
    name: 'voicemail-busy',
    told: '1001 answers busy without ringing; the dialplan signals busy.',
    on: both,
    views: [sees('1001', 0, from(someone('0307777', 'Busy Message'), 'busy', { did: '5550001' }))],
  },
  {
    name: 'declined-to-voicemail',
    told: '1001 rings and refuses with 603; the caller leaves a message.',
    on: both,
    views: [sees('1001', 1, from(someone('0307777', 'Declined Message'), 'declined', { did: '5550001' }))],
  },
  {
    name: '44-voicemail',
    told: 'A caller gets the mailbox of 1001 at once: its phone has no part in it.',
    on: both,
    views: nothing('1001', '1002'),
  },
  {
    name: '42-queue',
    told: 'Queue support rings 1001 and 1002: 1002 answers. A second caller gives up while 1001 rings.',
    on: both,
    views: [
      sees(
        '1001',
        2,
        from(queueCaller, 'answered-elsewhere', support),
        from(someone('0800556', 'Abandoner'), 'missed', support),
      ),
      sees('1002', 1, from(queueCaller, 'answered', support)),
      ...nothing('1003'),
    ],
  },
  {
    name: 'queue-ringall',
    told: 'Queue support rings 1001 and 1002; 1001 answers.',
    on: both,
    views: [
      sees('1001', 1, from(queueCaller, 'answered', support)),
      sees('1002', 1, from(queueCaller, 'answered-elsewhere', support)),
    ],
  },
  {
    name: 'queue-rering',
    told: 'Queue support rings 1001 twice; the caller gives up at last.',
    on: both,
    views: [sees('1001', 1, from(queueCaller, 'missed', support)), ...nothing('1002')],
  },
  {
    name: 'queue-declined-rering-abandoned',
    told: 'Queue support rings 1001, which refuses; it rings it again; the caller gives up.',
    on: both,
    views: [sees('1001', 1, from(queueCaller, 'declined', support))],
  },
  {
    name: 'queue-one-by-one',
    told: 'Queue sales rings 1002, 1001 and 1003 in turn, which all refuse, and 1002 again, which answers.',
    on: ['22'],
    views: [
      sees('1002', 1, from(someone('0800556', 'Sales Caller'), 'answered', { did: '5550091', queue: 'sales' })),
      sees(
        '1001',
        1,
        from(someone('0800556', 'Sales Caller'), 'answered-elsewhere', { did: '5550091', queue: 'sales' }),
      ),
      sees(
        '1003',
        1,
        from(someone('0800556', 'Sales Caller'), 'answered-elsewhere', { did: '5550091', queue: 'sales' }),
      ),
    ],
  },
  {
    name: 'queue-local-members',
    told: 'Queue locals rings its members by Local channels; 1001 answers.',
    on: both,
    views: [
      sees('1001', 1, from(localsCaller, 'answered', locals)),
      sees('1002', 1, from(localsCaller, 'answered-elsewhere', locals)),
      ...nothing('1003'),
    ],
  },
  {
    name: 'queue-local-rering',
    told: 'The same; both are rung again; 1002 answers.',
    on: both,
    views: [
      sees('1001', 1, from(localsCaller, 'answered-elsewhere', locals)),
      sees('1002', 1, from(localsCaller, 'answered', locals)),
    ],
  },
  {
    name: 'queue-timeout',
    told: 'The same; both are rung again and again, the queue gives up after 30 s.',
    on: both,
    views: [
      sees('1001', 1, from(localsCaller, 'missed', locals)),
      sees('1002', 1, from(localsCaller, 'missed', locals)),
    ],
  },
  {
    name: 'forward-server',
    told: '1001 forwards to 1003 in the dialplan; a caller for 1001 rings 1003 alone, which answers.',
    on: both,
    views: [
      sees('1001', 0, to(someone('*721003'), 'answered'), to(someone('*73'), 'answered')),
      sees('1003', 1, from(callerOne, 'answered', { did: '5550001' })),
    ],
  },
  {
    name: 'forward-to-me',
    told: '1002 forwards to 1001 in the dialplan; a caller for 1002 rings 1001, which answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did: '5550002' })),
      sees('1002', 0, to(someone('*721001'), 'answered'), to(someone('*73'), 'answered')),
    ],
  },
  {
    name: 'forward-302',
    told: 'The phone of 1001 answers 302 to 1003 without ringing; 1003 answers.',
    on: both,
    views: [
      sees('1001', 0, from(callerOne, 'answered-elsewhere', { did: '5550011' })),
      sees('1003', 1, from(callerOne, 'answered', { did: '5550011', forwardedBy: '1001' })),
      ...nothing('1002'),
    ],
  },
  {
    name: 'forward-302-to-me',
    told: 'The phone of 1002 answers 302 to 1001, which answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did: '5550002', forwardedBy: '1002' })),
      sees('1002', 0, from(callerOne, 'answered-elsewhere', { did: '5550002' })),
    ],
  },
];
