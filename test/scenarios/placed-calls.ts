import { alice, bob, fromColleague, nothing, type Scenario, sees, someone, to, toOutside, zoe } from './expectation.ts';

const both = ['22', '16'] as const;

/** Calls that I place: on the phone, or through the PBX (Originate rings my phone first). */
export const placedCalls: readonly Scenario[] = [
  {
    name: 'out-busy',
    told: '1001 dials 602, which is busy.',
    on: both,
    views: [sees('1001', 0, to(someone('602'), 'busy'))],
  },
  {
    name: 'out-congestion',
    told: '1001 dials 603: congestion.',
    on: both,
    views: [sees('1001', 0, to(someone('603'), 'failed'))],
  },
  {
    name: 'out-busy-phone',
    told: '1001 dials 1002, whose phone is busy.',
    on: both,
    views: [sees('1001', 0, to(bob, 'busy')), sees('1002', 0, fromColleague(alice, 'busy'))],
  },
  {
    name: 'out-declined',
    told: '1001 dials 1002, which rings and refuses with 603.',
    on: both,
    views: [sees('1001', 0, to(bob, 'declined')), sees('1002', 1, fromColleague(alice, 'declined'))],
  },
  {
    name: 'out-no-answer-20s',
    told: '1001 dials 1002, which rings for 20 s in vain.',
    on: both,
    views: [sees('1001', 0, to(bob, 'no-answer')), sees('1002', 1, fromColleague(alice, 'missed'))],
  },
  {
    name: 'out-cancelled',
    told: '1001 dials 1002 and gives up while it rings.',
    on: both,
    views: [sees('1001', 0, to(bob, 'cancelled'))],
  },
  {
    name: 'out-offline',
    told: '1001 dials 1004, whose phone is not there.',
    on: both,
    views: [sees('1001', 0, to(someone('1004'), 'failed')), ...nothing('1004')],
  },
  {
    name: 'out-cause21',
    told: '1001 dials 609-21: refused by the dialplan.',
    on: both,
    views: [sees('1001', 0, to(someone('609-21'), 'declined'))],
  },
  {
    name: 'out-cause17',
    told: '1001 dials 609-17: busy by the dialplan.',
    on: both,
    views: [sees('1001', 0, to(someone('609-17'), 'busy'))],
  },
  {
    name: 'out-app',
    told: '1001 dials 607: an application answers.',
    on: both,
    views: [sees('1001', 0, to(someone('607'), 'answered'))],
  },
  {
    name: 'out-app-ringing',
    told: '1001 dials 608: it rings, then an application answers.',
    on: both,
    views: [sees('1001', 0, to(someone('608'), 'answered'))],
  },
  {
    name: 'out-app-ringing-cancelled',
    told: '1001 dials 604, which only rings, and gives up.',
    on: both,
    views: [sees('1001', 0, to(someone('604'), 'cancelled'))],
  },
  {
    name: 'self-group',
    told: '1001 dials 610, which rings 1001 and 1002; 1002 answers.',
    on: both,
    views: [sees('1001', 0, to(bob, 'answered'))],
  },
  {
    name: '20-originate-async-ok',
    told: 'Originate rings 1001, then dials 1002 for it; both answer.',
    on: both,
    views: [
      sees('1001', 0, to(bob, 'answered')),
      sees('1002', 1, fromColleague(alice, 'answered')),
      ...nothing('1003'),
    ],
  },
  {
    name: '20b-originate-async-failures',
    told: 'Originate for 601: 1002 is busy, rings in vain, answers 480. 1004 is offline.',
    on: both,
    views: [
      sees(
        '1002',
        0,
        to(someone('601'), 'cancelled'),
        to(someone('601'), 'cancelled'),
        to(someone('601'), 'cancelled'),
      ),
      ...nothing('1004', '1001'),
    ],
  },
  {
    name: 'originate-busy',
    told: 'Originate rings 1001, then dials 1002, whose phone is busy.',
    on: both,
    views: [sees('1001', 0, to(bob, 'busy'))],
  },
  {
    name: 'originate-declined',
    told: 'Originate rings 1001, then dials 1002, which refuses with 603.',
    on: both,
    views: [sees('1001', 0, to(bob, 'declined')), sees('1002', 1, fromColleague(alice, 'declined'))],
  },
  {
    name: 'originate-i-refuse',
    told: 'Originate rings 1001, which refuses.',
    on: both,
    views: [sees('1001', 0, to(someone('1002'), 'cancelled')), ...nothing('1002')],
  },
  {
    name: 'originate-local',
    told: 'Originate rings 1001 by a Local channel, then dials 1002; both answer; the Local channel is optimised away.',
    on: both,
    views: [sees('1001', 0, to(bob, 'answered')), sees('1002', 1, fromColleague(alice, 'answered'))],
  },
  {
    name: 'originate-local-n',
    told: 'The same by a Local channel that stays.',
    on: both,
    views: [sees('1001', 0, to(bob, 'answered')), sees('1002', 1, fromColleague(alice, 'answered'))],
  },
  {
    name: 'originate-trunk',
    told: 'Originate rings 1001, then dials 9004930123456 by the trunk; answered.',
    on: both,
    views: [sees('1001', 0, toOutside(someone('9004930123456'), 'answered')), ...nothing('1002')],
  },
  {
    name: 'originate-app',
    told: 'Originate rings 1001, then connects it to 607, an application.',
    on: both,
    views: [sees('1001', 0, to(someone('607'), 'answered'))],
  },
  {
    name: 'originate-other-calls-me',
    told: 'Originate rings 1002, then dials 1001 for it: an incoming call for 1001.',
    on: both,
    views: [sees('1001', 1, fromColleague(bob, 'answered')), sees('1002', 0, to(alice, 'answered'))],
  },
  {
    name: '43-conference',
    told: '1001 and 1002 dial the conference 800, an outside caller joins; 1001 is removed, the others leave.',
    on: both,
    views: [sees('1001', 0, to(someone('800'), 'answered')), sees('1002', 0, to(someone('800'), 'answered'))],
  },
  {
    name: 'out-group',
    told: '1003 dials 610, which rings 1001 and 1002; 1001 answers.',
    on: both,
    views: [
      sees('1003', 0, to(alice, 'answered')),
      sees('1001', 1, fromColleague(zoe, 'answered', { group: '610' })),
      sees('1002', 1, fromColleague(zoe, 'answered-elsewhere', { group: '610' })),
    ],
  },
];
