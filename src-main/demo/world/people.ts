import { CAUSE } from '../switch/causes.ts';
import type { Party } from '../switch/channel.ts';
import type { PhoneBehaviour } from '../switch/leg.ts';

/** Somebody with a desk phone on the demo PBX. */
export interface Colleague {
  readonly extension: string;
  readonly name: string;
  /** What the phone does when it is called; `null` when none is registered. */
  readonly behaviour: PhoneBehaviour | null;
}

const answersAfter = (after: number): PhoneBehaviour => ({ does: 'answer', after });
const isBusy: PhoneBehaviour = { does: 'refuse', after: 60, cause: CAUSE.busy, sipStatus: '486', rings: false };
const declines: PhoneBehaviour = { does: 'refuse', after: 2500, cause: CAUSE.rejected, sipStatus: '603', rings: true };

/** The user of the demo. Nobody is there to lift the phone, so it answers by itself once it has rung for long. */
export const USER: Colleague = { extension: '1001', name: 'Ada Lovelace', behaviour: answersAfter(9000) };

export const COLLEAGUES: readonly Colleague[] = [
  USER,
  { extension: '1002', name: 'Alan Turing', behaviour: answersAfter(3000) },
  { extension: '1003', name: 'Katherine Johnson', behaviour: answersAfter(2500) },
  { extension: '1004', name: 'Linus Pauling', behaviour: isBusy },
  { extension: '1005', name: 'Zoë Müller', behaviour: { does: 'ring' } },
  { extension: '1006', name: 'Emmy Noether', behaviour: answersAfter(4000) },
  { extension: '1007', name: 'Hedy Lamarr', behaviour: null },
  { extension: '1008', name: 'Софья Ковалевская', behaviour: answersAfter(2000) },
  { extension: '1009', name: 'José Echegaray', behaviour: declines },
];

/** People outside. Their numbers are set aside for fiction (NANPA 555-0100 to 0199; Ofcom 020 7946 0000 to 0999). */
export const OUTSIDERS: readonly Party[] = [
  { number: '+12125550162', name: 'Grace Hopper' },
  { number: '+442079460018', name: 'Charles Babbage' },
  { number: '+12125550117', name: "Kathleen O'Neill" },
  { number: '+442079460733', name: 'Agnès Świętek' },
  { number: '+12125550139', name: '' },
  { number: '+442079460955', name: 'Radia Perlman' },
  { number: '+12125550184', name: 'Ελένη Παπαδοπούλου' },
];

/** A caller who withholds the number, as chan_pjsip shows one. */
export const ANONYMOUS: Party = { number: 'anonymous', name: 'Anonymous' };

/** What a phone outside does when it is called, by the number's last two digits; everybody else answers. */
const OUTSIDE_BEHAVIOURS: Readonly<Record<string, PhoneBehaviour>> = {
  '66': { does: 'refuse', after: 800, cause: CAUSE.busy, sipStatus: '486', rings: false },
  '77': { does: 'refuse', after: 3000, cause: CAUSE.rejected, sipStatus: '603', rings: true },
  '99': { does: 'ring' },
};

export function outsideBehaviour(number: string): PhoneBehaviour {
  return OUTSIDE_BEHAVIOURS[number.slice(-2)] ?? answersAfter(3500);
}

export const SUPPORT = { queue: 'Support', extension: '600', members: ['1001', '1002', '1003'] } as const;
/** A ring group: these phones ring together. */
export const OFFICE = { extension: '500', members: ['1001', '1006', '1008'] } as const;

/** The numbers that the outside world dials. The user's own rings the desk phone at once. */
export const DIRECT_DIALS = {
  user: '+442079460101',
  support: '+442079460600',
  office: '+442079460500',
} as const;

/** The others lead to an extension: Support, the office, and everybody's own. */
export const DIALLED_IN: Readonly<Record<string, string>> = {
  [DIRECT_DIALS.support]: SUPPORT.extension,
  [DIRECT_DIALS.office]: OFFICE.extension,
  ...Object.fromEntries(
    COLLEAGUES.filter((one) => one !== USER).map((one) => [`+4420794601${one.extension.slice(-2)}`, one.extension]),
  ),
};
