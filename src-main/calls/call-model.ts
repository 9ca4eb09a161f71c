import type { AmiEvent } from '../ami/event.ts';
import type { Call, Me, Transition } from './call.ts';
import type { Snapshot } from './snapshot.ts';

/** An originate that Sidetone asked for: its first leg rings my own phone, which is never a pop. */
export interface ExpectedOriginate {
  /** The `ChannelId` given to Originate, which becomes the first leg's Uniqueid. */
  readonly channelId: string;
  /** What will be dialled once my phone is answered. */
  readonly number: string;
  readonly name: string | null;
}

/**
 * My calls, out of the PBX's events. Pure: no clock (`at` is milliseconds since the epoch), no socket, no timer.
 */
export class CallModel {
  constructor(me: Me) {
    void me;
  }

  /** My live calls, in the order in which they began. */
  get calls(): readonly Call[] {
    return [];
  }

  apply(event: AmiEvent, at: number): readonly Transition[] {
    void event;
    void at;
    return [];
  }

  /** On connect and after a reconnect: what the PBX lists is what there is. */
  synchronise(snapshot: Snapshot, at: number): readonly Transition[] {
    void snapshot;
    void at;
    return [];
  }

  /** The stream is cut. Calls stay as they are until `synchronise`. */
  disconnected(at: number): readonly Transition[] {
    void at;
    return [];
  }

  setMe(me: Me, at: number): readonly Transition[] {
    void me;
    void at;
    return [];
  }

  expectOriginate(originate: ExpectedOriginate): void {
    void originate;
  }
}
