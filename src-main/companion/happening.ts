import type { Outcome, Transition } from '../calls/call.ts';
import type { AccountView, CallView } from './view.ts';

/** Something that a person may want to be told at once: data for the terminal's lines and for notifications. */
export type Happening = CallHappening | ConnectionHappening;

/** `ringing`: an incoming call pops, once per call. `dialing`: a call of mine was placed. `answered` and `ended`: as the model has it. */
export type CallHappeningKind = 'dialing' | 'ringing' | 'answered' | 'ended';

export interface CallHappening {
  readonly kind: CallHappeningKind;
  readonly account: AccountView;
  readonly call: CallView;
  /** Known once ended. */
  readonly outcome: Outcome | null;
  /** When the last byte of the deciding event had arrived, milliseconds since the epoch with fractions. */
  readonly receivedAt: number;
}

export interface ConnectionHappening {
  readonly kind: 'connection';
  readonly account: AccountView;
  readonly receivedAt: number;
}

/** What of a call's change is to be told; most changes are not. */
export function happeningsOf({ call, previous }: Transition): readonly CallHappeningKind[] {
  const kinds: CallHappeningKind[] = [];
  const isOver = call.state === 'ended';
  if (call.direction === 'out' && previous === null && !isOver) kinds.push('dialing');
  if (call.direction === 'in' && call.popped && previous?.popped !== true && !isOver) kinds.push('ringing');
  if (call.answeredAt !== null && previous !== null && previous.answeredAt === null && !isOver) kinds.push('answered');
  if (isOver && previous?.state !== 'ended') kinds.push('ended');
  return kinds;
}
