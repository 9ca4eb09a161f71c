import { join } from 'node:path';
import { type JournalEntry, openJournal } from '../../src-main/journal/journal.ts';
import { openSettings } from '../../src-main/settings/settings.ts';

type Past = Pick<JournalEntry, 'direction' | 'internal' | 'outcome' | 'number' | 'name' | 'via'> & {
  /** Where in the day so far it began, 0 being midnight and 1 now. */
  readonly when: number;
  readonly talkedSeconds?: number;
};

const outside = { direction: 'in', internal: false, via: {} } as const;

const day: readonly Past[] = [
  { ...outside, when: 0.98, outcome: 'missed', name: 'Kathleen O’Neill', number: '+12125550117' },
  {
    ...outside,
    when: 0.95,
    outcome: 'answered',
    name: 'Charles Babbage',
    number: '+442079460018',
    via: { queue: 'Support' },
    talkedSeconds: 754,
  },
  {
    direction: 'out',
    internal: true,
    via: {},
    when: 0.93,
    outcome: 'answered',
    name: 'Alan Turing',
    number: '1002',
    talkedSeconds: 42,
  },
  {
    ...outside,
    when: 0.9,
    outcome: 'answered-elsewhere',
    name: 'Agnès Świętek',
    number: '+442079460733',
    via: { queue: 'Support' },
  },
  { direction: 'out', internal: false, via: {}, when: 0.88, outcome: 'no-answer', name: null, number: '+12125550139' },
  {
    ...outside,
    when: 0.85,
    outcome: 'answered',
    name: 'Radia Perlman',
    number: '+442079460955',
    via: { transferredBy: '1003' },
    talkedSeconds: 1260,
  },
  { ...outside, when: 0.82, outcome: 'declined', name: null, number: null },
];

/** Writes a day's calls into the history of the profile's one account, as if it had been a day. The application must not run. */
export async function writeToday(profile: string): Promise<void> {
  const account = (await openSettings(join(profile, 'settings.json'))).value.accounts[0];
  if (account === undefined) throw new Error('The profile has no account.');
  const journal = openJournal(join(profile, 'journal.db'));
  const now = Date.now();
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  for (const [index, { when, talkedSeconds = 0, ...past }] of day.entries()) {
    const beganAt = midnight + (now - midnight) * when;
    const answeredAt = past.outcome === 'answered' ? beganAt : null;
    journal.record({
      ...past,
      id: `screenshot-${index}`,
      accountId: account.id,
      linkedid: `${index}.0`,
      shownName: past.name,
      legs: [],
      beganAt,
      answeredAt,
      endedAt: beganAt + talkedSeconds * 1000,
      unseenEnd: false,
    });
  }
  journal.close();
}
