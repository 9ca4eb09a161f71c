import {
  BellRing,
  CirclePause,
  type LucideIcon,
  PhoneCall,
  PhoneOff,
  PhoneOutgoing,
  SquareParking,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallView, PresenceState } from '../../src-main/bridge/contract.ts';
import { words } from '../i18n/words.ts';
import './state-mark.css';

export type Tone = 'ringing' | 'up' | 'held' | 'parked' | 'missed' | 'idle';

/** What a state looks like: always a colour and a shape, beside its word. */
const callMarks: Readonly<Record<CallView['state'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  dialing: { tone: 'idle', icon: PhoneOutgoing },
  ringing: { tone: 'ringing', icon: BellRing },
  up: { tone: 'up', icon: PhoneCall },
  held: { tone: 'held', icon: CirclePause },
  parked: { tone: 'parked', icon: SquareParking },
  ended: { tone: 'idle', icon: PhoneOff },
};

export const callTone = (state: CallView['state']): Tone => callMarks[state].tone;

export function CallStateMark({ state }: { readonly state: CallView['state'] }) {
  const { tone, icon: Icon } = callMarks[state];
  return (
    <span className="state-mark" data-tone={tone}>
      <Icon aria-hidden />
      {words.calls.state[state]}
    </span>
  );
}

const presenceTones: Readonly<Record<PresenceState, Tone>> = {
  available: 'up',
  ringing: 'ringing',
  busy: 'missed',
  held: 'held',
  offline: 'idle',
  unknown: 'idle',
};

/** The shapes differ so that they can be told apart without their colours. */
const presenceShapes: Readonly<Record<PresenceState, ReactNode>> = {
  available: <circle cx="6" cy="6" r="5" />,
  ringing: <path d="M6 0.5 11.5 6 6 11.5 0.5 6Z" />,
  busy: (
    <>
      <circle cx="6" cy="6" r="5.5" />
      <path className="cut" d="M3.5 6h5" />
    </>
  ),
  held: (
    <>
      <circle cx="6" cy="6" r="5.5" />
      <path className="cut" d="M4.5 4v4M7.5 4v4" />
    </>
  ),
  offline: <circle className="ring" cx="6" cy="6" r="4.5" />,
  unknown: <circle className="ring" cx="6" cy="6" r="4.5" strokeDasharray="2.4 2.3" />,
};

/** The shape and colour alone; its word stands beside it. */
export function PresenceDot({ presence }: { readonly presence: PresenceState }) {
  return (
    <svg className="presence-dot" data-tone={presenceTones[presence]} viewBox="0 0 12 12" aria-hidden="true">
      {presenceShapes[presence]}
    </svg>
  );
}
