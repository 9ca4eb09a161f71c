import {
  alice,
  bob,
  both,
  callerOne,
  carol,
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

const did = '5550011';

/** Calls that change hands: transferred, parked, picked up, joined by the PBX. */
export const movedCalls: readonly Scenario[] = [
  {
    name: '31-blindtransfer-action',
    told: '1001 answers; AMI transfers the caller to 1003, which answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did })),
      sees('1003', 1, from(callerOne, 'answered', { did, transferredBy: '1001' })),
      ...nothing('1002'),
    ],
  },
  {
    name: '33-phone-blind-transfer-refer',
    told: 'The same by the phone (REFER).',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did })),
      sees('1003', 1, from(callerOne, 'answered', { did, transferredBy: '1001' })),
    ],
  },
  {
    name: '32-atxfer-action',
    told: '1001 answers; Atxfer consults 1003 on the same channel, which answers; 1001 hangs up and so completes it.',
    on: both,
    views: [
      sees('1001', 1, { ...from(zoe, 'answered', { did }), internal: true }),
      sees('1003', 1, from(callerOne, 'answered', { did, transferredBy: '1001' })),
      ...nothing('1002'),
    ],
  },
  {
    name: 'atxfer-to-me',
    told: '1003 answers; Atxfer consults 1001, which answers; 1003 hangs up and so completes it.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did: '5550003', transferredBy: '1003' })),
      sees('1003', 1, { ...from(alice, 'answered', { did: '5550003' }), internal: true }),
    ],
  },
  {
    name: 'atxfer-cancelled',
    told: '1001 answers; Atxfer consults 1003, which answers and hangs up: 1001 talks with the caller again.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did })), sees('1003', 1, fromColleague(alice, 'answered'))],
  },
  {
    name: 'attended-refer',
    told: '1001 answers, holds, dials 1003, which answers; 1001 connects the two.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did }), to(zoe, 'answered')),
      sees('1003', 1, from(callerOne, 'answered', { did, transferredBy: '1001' })),
      ...nothing('1002'),
    ],
  },
  {
    name: 'attended-while-ringing',
    told: '1001 answers, holds, dials 1003 and connects the two while 1003 still rings; 1003 answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did }), to(zoe, 'cancelled')),
      sees('1003', 1, from(callerOne, 'answered', { did, transferredBy: '1001' })),
      ...nothing('1002'),
    ],
  },
  {
    name: 'attended-while-ringing-unanswered',
    told: 'The same; 1003 does not answer, the caller gives up.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did }), to(zoe, 'cancelled')),
      sees('1003', 1, from(callerOne, 'missed', { did, transferredBy: '1001' })),
    ],
  },
  {
    name: 'attended-to-me',
    told: '1003 answers, holds, dials 1001, which answers; 1003 connects the two.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did: '5550003', transferredBy: '1003' })),
      sees('1003', 1, from(callerOne, 'answered', { did: '5550003' }), to(alice, 'answered')),
    ],
  },
  {
    name: 'consult-cancelled',
    told: '1001 answers, holds, dials 1003, which answers; 1001 ends that and goes back to the caller.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did }), to(zoe, 'answered')),
      sees('1003', 1, fromColleague(alice, 'answered')),
    ],
  },
  {
    name: 'consult-unanswered',
    told: '1001 answers, holds, dials 1003, gives up while it rings (by AMI), goes back to the caller.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did }), to(zoe, 'cancelled')),
      sees('1003', 1, fromColleague(alice, 'missed')),
    ],
  },
  {
    name: 'blind-to-me',
    told: '1003 answers and transfers the caller to 1001 (REFER), which answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did: '5550003', transferredBy: '1003' })),
      sees('1003', 1, from(callerOne, 'answered', { did: '5550003' })),
    ],
  },
  {
    name: 'blind-to-me-unanswered',
    told: 'The same; 1001 does not answer, the caller gives up.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'missed', { did: '5550003', transferredBy: '1003' }))],
  },
  {
    name: 'blind-internal',
    told: '1002 dials 1001, which answers and transfers it to 1003, which answers.',
    on: both,
    views: [
      sees('1001', 1, fromColleague(bob, 'answered')),
      sees('1002', 0, to(zoe, 'answered')),
      sees('1003', 1, fromColleague(bob, 'answered', { transferredBy: '1001' })),
    ],
  },
  {
    name: 'transferee',
    told: '1001 dials 1002, which answers and transfers it to 1003, which answers.',
    on: both,
    views: [
      sees('1001', 0, to(zoe, 'answered')),
      sees('1002', 1, fromColleague(alice, 'answered')),
      sees('1003', 1, fromColleague(alice, 'answered', { transferredBy: '1002' })),
    ],
  },
  {
    name: 'transferee-attended',
    told: '1001 dials 1002, which answers, holds, dials 1003 and connects the two.',
    on: both,
    views: [
      sees('1001', 0, to(zoe, 'answered')),
      sees('1002', 1, fromColleague(alice, 'answered'), to(zoe, 'answered')),
      sees('1003', 1, fromColleague(alice, 'answered', { transferredBy: '1002' })),
    ],
  },
  {
    name: 'outbound-transferred',
    told: '1001 dials 9004930123456 by the trunk and transfers it to 1003, which answers.',
    on: both,
    views: [
      sees('1001', 0, toOutside(someone('9004930123456'), 'answered')),
      sees('1003', 1, from(someone('9004930123456'), 'answered', { transferredBy: '1001' })),
    ],
  },
  {
    name: 'blind-back-to-transferer-busy',
    told: '1001 answers and transfers the caller to 1003, which is busy.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did })),
      sees('1003', 0, from(callerOne, 'busy', { did, transferredBy: '1001' })),
    ],
  },
  {
    name: 'redirect-caller',
    told: '1001 answers; AMI redirects the caller to 1003, which answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did })),
      sees('1003', 1, from(callerOne, 'answered', { did })),
    ],
  },
  {
    name: 'redirect-ringing-deflect',
    told: '1001 rings; AMI redirects the caller to 1003, which answers.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered-elsewhere', { did })),
      sees('1003', 1, from(callerOne, 'answered', { did })),
    ],
  },
  {
    name: 'bridge-action',
    told: 'A caller and 1001 each talk with an application (601); AMI joins the two.',
    on: both,
    views: [sees('1001', 0, toOutside(callerOne, 'answered')), ...nothing('1002')],
  },
  {
    name: '41-park-and-retrieve',
    told: '1001 answers; the caller is parked; 1002 dials 701 and fetches him.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did })),
      sees('1002', 0, from(callerOne, 'answered', { did, parkedBy: '1001' })),
      ...nothing('1003'),
    ],
  },
  {
    name: 'park-retrieve-me',
    told: '1001 answers, parks the caller (transfer to 700), dials 701 and fetches him again.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did })), ...nothing('1002')],
  },
  {
    name: 'park-by-other-i-retrieve',
    told: '1003 answers and parks the caller; 1001 dials 701 and fetches him.',
    on: both,
    views: [
      sees('1001', 0, from(callerOne, 'answered', { did: '5550003', parkedBy: '1003' })),
      sees('1003', 1, from(callerOne, 'answered', { did: '5550003' })),
    ],
  },
  {
    name: 'park-timeout',
    told: '1001 answers; the caller is parked for 4 s, comes back and is answered by 1001 again.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did }))],
  },
  {
    name: 'park-timeout-unanswered',
    told: 'The same for 3 s; 1001 rings again and does not answer; the caller gives up.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did }))],
  },
  {
    name: 'park-caller-gives-up',
    told: '1001 answers and parks the caller, who gives up.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did }))],
  },
  {
    name: 'pickup-by-me',
    told: '1002 rings; 1001 dials *81002 and picks the call up.',
    on: both,
    views: [
      sees('1001', 0, from(callerOne, 'answered', { did: '5550002', pickedUpFrom: '1002' })),
      sees('1002', 1, from(callerOne, 'answered-elsewhere', { did: '5550002' })),
      ...nothing('1003'),
    ],
  },
  {
    name: 'pickup-from-me',
    told: '1001 rings; 1002 dials *81001 and picks the call up.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered-elsewhere', { did })),
      sees('1002', 0, from(callerOne, 'answered', { did, pickedUpFrom: '1001' })),
      sees(['1001', '1002'], 1, from(callerOne, 'answered', { did, pickedUpFrom: '1001' })),
    ],
  },
  {
    name: 'pickup-group',
    told: '1002 rings; 1001 dials *8 and picks up whatever rings in its group.',
    on: both,
    views: [
      sees('1001', 0, from(callerOne, 'answered', { did: '5550002', pickedUpFrom: '1002' })),
      sees('1002', 1, from(callerOne, 'answered-elsewhere', { did: '5550002' })),
    ],
  },
  {
    name: 'pickup-internal',
    told: '1003 dials 1002, which rings; 1001 picks the call up.',
    on: both,
    views: [
      sees('1001', 0, fromColleague(zoe, 'answered', { pickedUpFrom: '1002' })),
      sees('1002', 1, fromColleague(zoe, 'answered-elsewhere')),
      sees('1003', 0, to(alice, 'answered')),
    ],
  },
  {
    name: 'pickup-nothing',
    told: '1001 dials *81002 while nothing rings.',
    on: both,
    views: [sees('1001', 0, to(someone('*81002'), 'failed'))],
  },
  {
    name: 'chansip-attended',
    told: '2001 dials 2002, which answers, dials 1001 and connects the two (chan_sip).',
    on: ['16'],
    views: [
      sees('2001', 0, to(alice, 'answered')),
      sees('2002', 1, fromColleague(carol, 'answered'), to(alice, 'answered')),
      sees('1001', 1, fromColleague(carol, 'answered', { transferredBy: '2002' })),
    ],
  },
  {
    name: 'chansip-blind',
    told: '2001 dials 2002, which answers and transfers it to 1001, which answers (chan_sip).',
    on: ['16'],
    views: [
      sees('2001', 0, to(alice, 'answered')),
      sees('2002', 1, fromColleague(carol, 'answered')),
      sees('1001', 1, fromColleague(carol, 'answered', { transferredBy: '2002' })),
    ],
  },
  {
    name: 'chansip-pickup',
    told: '1001 dials 2002, which rings; 2001 dials *8 and picks the call up.',
    on: ['16'],
    views: [
      sees('2001', 0, fromColleague(alice, 'answered', { pickedUpFrom: '2002' })),
      sees('2002', 1, fromColleague(alice, 'answered-elsewhere')),
      sees('1001', 0, to(carol, 'answered')),
    ],
  },
  {
    name: 'call-waiting',
    told: '1001 talks; a second caller rings it in vain.',
    on: both,
    views: [
      sees('1001', 2, from(callerOne, 'answered', { did }), from(someone('0305678', 'Caller Two'), 'missed', { did })),
    ],
  },
  {
    name: 'call-waiting-answered',
    told: '1001 talks, answers a second caller, swaps twice, ends one and then the other.',
    on: both,
    views: [
      sees(
        '1001',
        2,
        from(callerOne, 'answered', { did }),
        from(someone('0305678', 'Caller Two'), 'answered', { did }),
      ),
    ],
  },
  {
    name: 'second-call-out',
    told: '1001 talks, holds, dials 1002, which answers; ends that, goes back, ends the first.',
    on: both,
    views: [
      sees('1001', 1, from(callerOne, 'answered', { did }), to(bob, 'answered')),
      sees('1002', 1, fromColleague(alice, 'answered')),
    ],
  },
  {
    name: 'three-way-consult-hold',
    told: '1001 talks, holds, dials 1002, which answers and hangs up; 1001 goes back.',
    on: both,
    views: [sees('1001', 1, from(callerOne, 'answered', { did }), to(bob, 'answered'))],
  },
  { name: 'reject-not-mine', told: '1002 dials 1003: nothing of it is 1001’s.', on: both, views: nothing('1001') },
];
