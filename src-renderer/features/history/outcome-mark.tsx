import {
  type LucideIcon,
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Voicemail,
} from 'lucide-react';
import type { HistoryView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import type { Tone } from '../../ui/state-mark.tsx';

interface Look {
  readonly icon: LucideIcon;
  readonly tone: Tone;
}
type Outcome = HistoryView['outcome'];

const incoming: Readonly<Partial<Record<Outcome, Look>>> = {
  answered: { icon: PhoneIncoming, tone: 'up' },
  'answered-elsewhere': { icon: PhoneForwarded, tone: 'idle' },
  voicemail: { icon: Voicemail, tone: 'missed' },
  missed: { icon: PhoneMissed, tone: 'missed' },
};
const outgoing: Readonly<Partial<Record<Outcome, Look>>> = { answered: { icon: PhoneOutgoing, tone: 'up' } };

export function outcomeWord(entry: HistoryView): string {
  const byDirection: Readonly<Partial<Record<Outcome, string>>> = words.history.outcome[entry.direction];
  return byDirection[entry.outcome] ?? entry.outcome;
}

/** The outcome's shape and colour; its word stands beside it. */
export function OutcomeMark({ entry }: { readonly entry: HistoryView }) {
  const looks = entry.direction === 'in' ? incoming : outgoing;
  const fallback: Look = { icon: entry.direction === 'in' ? PhoneOff : PhoneOutgoing, tone: 'idle' };
  const { icon: Icon, tone } = looks[entry.outcome] ?? fallback;
  return (
    <span className="outcome-mark" data-tone={tone} role="img" aria-label={words.history.direction[entry.direction]}>
      <Icon aria-hidden />
    </span>
  );
}
