import { both, from, fromColleague, nothing, type Scenario, sees, someone, to, toOutside } from './expectation.ts';

const ada = someone('201', 'Ada Berg');
const ben = someone('202', 'Ben "Bo" O\'Neil');
const grace = someone('203', 'Grace Ñandú');
const dov = someone('204', 'Dov Katz');
const otto = someone('+493012398', 'Otto Bahn');
const sales = someone('+493012398', 'Sales:Otto Bahn');
const eva = someone('0176555', 'Q:Eva \\"Ev\\" Jørgensen');

/**
 * Another office, with a dialplan of FreePBX's kind: calls are dialled in subroutines (extension `s`), groups and queues ring Local channels.
 * 201 is PJSIP/201; 202 two phones, PJSIP/202-desk and PJSIP/202-mobile; 203 is PJSIP/grace; 204 is PJSIP/204. Its trunk is PJSIP/gw-berlin.
 */
export const otherOffice: readonly Scenario[] = [
  {
    name: 'office-group-of-locals',
    told: 'Group 601 rings 201 and 202 by Local channels; the desk phone of 202 answers.',
    on: both,
    views: [
      sees('201', 1, from(sales, 'answered-elsewhere', { did: '0894440601' })),
      sees('202', 1, from(sales, 'answered', { did: '0894440601' })),
      sees(['202', 'PJSIP/202-mobile'], 1, from(sales, 'answered-elsewhere', { did: '0894440601' })),
      ...nothing('203', '204'),
    ],
  },
  {
    name: 'office-follow-me-not-confirmed',
    told: '603 rings 201 and a mobile by the trunk, which answers and does not confirm; the caller gives up.',
    on: both,
    views: [sees('201', 1, from(sales, 'missed', { did: '0894440603' }))],
  },
  {
    name: 'office-queue-late-ring',
    told: 'Queue 800 rings 201 and 202 in vain, then again: 201 answers before 202 rings, and transfers to 204.',
    on: ['22'],
    views: [
      sees('201', 1, from(eva, 'answered', { did: '0894440800', queue: '800' })),
      sees('202', 1, from(eva, 'answered-elsewhere', { did: '0894440800', queue: '800' })),
      sees('204', 1, from(eva, 'answered', { did: '0894440800', transferredBy: '201' })),
    ],
  },
  {
    name: 'office-queue-called-inside',
    told: '204 dials queue direct, which rings 201, 202 and 203; 203 answers.',
    on: ['22'],
    views: [
      sees('204', 0, to(grace, 'answered')),
      sees('203', 1, fromColleague(dov, 'answered', { queue: 'direct' })),
      sees(['203', 'PJSIP/grace'], 1, fromColleague(dov, 'answered', { queue: 'direct' })),
      sees('201', 1, fromColleague(dov, 'answered-elsewhere', { queue: 'direct' })),
    ],
  },
  {
    name: 'office-attended-to-outside',
    told: '204 dials 201, which answers, holds, dials 00305551 by the trunk and connects the two.',
    on: both,
    views: [
      sees('204', 0, toOutside(someone('00305551'), 'answered')),
      sees('201', 1, fromColleague(dov, 'answered'), toOutside(someone('00305551'), 'answered')),
      ...nothing('202', '203'),
    ],
  },
  {
    name: 'office-outbound-transferred-to-me',
    told: '203 dials 00305552 by the trunk and transfers it to 201, which answers.',
    on: both,
    views: [
      sees('203', 0, toOutside(someone('00305552'), 'answered')),
      sees('201', 1, from(someone('00305552'), 'answered', { transferredBy: '203' })),
    ],
  },
  {
    name: 'office-atxfer-two-phones',
    told: '201 answers; Atxfer consults 202, whose mobile answers; 201 hangs up and so completes it.',
    on: both,
    views: [
      sees('201', 1, { ...from(ben, 'answered', { did: '0894440201' }), internal: true }),
      sees('202', 1, from(otto, 'answered', { did: '0894440201', transferredBy: '201' })),
    ],
  },
  {
    name: 'office-number-unknown',
    told: '201 dials 00305555 by the trunk: there is no such number (404).',
    on: both,
    views: [sees('201', 0, toOutside(someone('00305555'), 'failed'))],
  },
  {
    name: 'office-two-phones-unanswered',
    told: '203 dials 202, both of whose phones ring in vain.',
    on: both,
    views: [sees('203', 0, to(ben, 'no-answer')), sees('202', 1, fromColleague(grace, 'missed'))],
  },
  {
    name: 'office-originate-local-unanswered',
    told: 'Originate rings 201 by a Local channel, to dial 203 then; 201 does not answer.',
    on: both,
    views: [sees('201', 0, to(someone('203'), 'cancelled')), ...nothing('203')],
  },
  {
    name: 'office-originate-local-two-phones',
    told: 'Originate rings both phones of 202 by a Local channel that stays; the mobile answers; 203 is dialled and answers.',
    on: both,
    views: [sees('202', 0, to(grace, 'answered')), sees('203', 1, fromColleague(ben, 'answered'))],
  },
  {
    name: 'office-picked-up-from-two-phones',
    told: 'Both phones of 202 ring; 203 dials **#202 and picks the call up.',
    on: both,
    views: [
      sees('202', 1, from(otto, 'answered-elsewhere', { did: '0894440202' })),
      sees('203', 0, from(otto, 'answered', { did: '0894440202', pickedUpFrom: '202' })),
    ],
  },
  {
    name: 'office-colleague-parked',
    told: '204 dials 201, which answers and parks it; 202 fetches it.',
    on: both,
    views: [
      sees('204', 0, to(ben, 'answered')),
      sees('201', 1, fromColleague(dov, 'answered')),
      sees('202', 0, fromColleague(dov, 'answered', { parkedBy: '201' })),
    ],
  },
  {
    name: 'office-redirected-callee',
    told: '204 dials 203, which answers; AMI redirects the phone of 203 to 201, which answers.',
    on: both,
    views: [
      sees('204', 0, to(grace, 'answered')),
      sees('203', 1, fromColleague(ada, 'answered')),
      sees('201', 1, fromColleague(grace, 'answered')),
    ],
  },
  {
    name: 'office-refused-consultation',
    told: '201 answers, holds, dials 203, which rings and refuses with 603; 201 goes back to the caller.',
    on: both,
    as: ['', 'companion', 'filtered'],
    views: [
      sees('201', 1, from(otto, 'answered', { did: '0894440201' }), to(grace, 'declined')),
      sees('203', 1, fromColleague(ada, 'declined')),
    ],
  },
  {
    name: 'office-colleague-to-group',
    told: '204 dials 203, which answers and transfers it to group 601; 201 answers.',
    on: both,
    views: [
      sees('204', 0, to(ada, 'answered')),
      sees('203', 1, fromColleague(dov, 'answered')),
      sees(
        '201',
        1,
        fromColleague(someone('204', 'Sales:Dov Katz'), 'answered', { group: '601', transferredBy: '203' }),
      ),
      sees(
        '202',
        1,
        fromColleague(someone('204', 'Sales:Dov Katz'), 'answered-elsewhere', { group: '601', transferredBy: '203' }),
      ),
    ],
  },
  {
    name: 'office-consultation-with-group',
    told: '203 answers, holds, dials group 601; 202 answers; 203 connects the two.',
    on: both,
    views: [
      sees('203', 1, from(otto, 'answered', { did: '0894440203' }), to(ben, 'answered')),
      sees('202', 1, from(otto, 'answered', { did: '0894440203', group: '601', transferredBy: '203' })),
      sees('201', 1, fromColleague(someone('203', 'Sales:Grace Ñandú'), 'answered-elsewhere', { group: '601' })),
    ],
  },
  {
    name: 'office-picked-up-then-transferred',
    told: '204 rings; 203 picks the call up and transfers it to 201, which answers.',
    on: both,
    views: [
      sees('204', 1, from(otto, 'answered-elsewhere', { did: '0894440204' })),
      sees('203', 0, from(otto, 'answered', { did: '0894440204', pickedUpFrom: '204' })),
      sees('201', 1, from(otto, 'answered', { did: '0894440204', transferredBy: '203' })),
    ],
  },
  {
    name: 'office-crossed',
    told: '201 dials 203 while 203 dials 201; both give up.',
    on: both,
    views: [
      sees('201', 1, to(grace, 'cancelled'), fromColleague(grace, 'missed')),
      sees('203', 1, fromColleague(ada, 'missed'), to(ada, 'cancelled')),
    ],
  },
  {
    name: 'office-cut-while-dialling',
    told: '201 dials 203, which rings; the connection is cut, 203 answers; a new session asks for the channels; 201 hangs up.',
    on: ['22'],
    views: [sees('201', 0, to(grace, 'answered')), sees('203', 1, fromColleague(ada, 'answered'))],
  },
  {
    name: 'office-cut-while-queued',
    told: 'Queue direct rings; the connection is cut, 203 answers; a new session asks for the channels; the caller hangs up.',
    on: ['22'],
    views: [
      sees('201', 1, from(otto, 'answered-elsewhere', { did: '0894440802', queue: 'direct' })),
      sees('203', 1, from(otto, 'answered', { did: '0894440802', queue: 'direct' })),
    ],
  },
];
