import type { Outcome } from '../calls/call.ts';
import type { AccountView, CallView } from './view.ts';

/** Something that a person may want to be told at once: data for the terminal's lines and for notifications. */
export type Happening = CallHappening | ConnectionHappening;

export interface CallHappening {
  /** `ringing`: an incoming call pops, once per call. `dialing`: a call of mine was placed. `answered` and `ended`: as the model has it. */
  readonly kind: 'dialing' | 'ringing' | 'answered' | 'ended';
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
