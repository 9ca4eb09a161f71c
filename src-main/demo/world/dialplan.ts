import { CAUSE, type DialStatus } from '../switch/causes.ts';
import type { Channel } from '../switch/channel.ts';
import { Dial } from '../switch/dial.ts';
import { hangUpRemotely, takeDown } from '../switch/hangup.ts';
import type { PhoneBehaviour, Target } from '../switch/leg.ts';
import { Queue } from '../switch/queue.ts';
import type { QueueBook } from '../switch/queue-book.ts';
import type { Switch } from '../switch/switch.ts';
import { COLLEAGUES, DIALLED_IN, DIRECT_DIALS, OFFICE, outsideBehaviour, SUPPORT, USER } from './people.ts';

/** What particular phones do in one particular call, by extension, in place of their habit. */
export type Behaviours = Readonly<Record<string, PhoneBehaviour>>;

const RING_FOR = 20_000;
const QUEUE_FOR = 60_000;
const TRUNK_RING_FOR = 30_000;
/** How long the busy tone is listened to before the dialplan hangs up. */
const BUSY_TONE = 2000;
const BUSY_ANSWER = 40;

/** A number outside: E.164, or digits with a dialling prefix. Nothing shorter, so that a mistyped extension is an error. */
const OUTSIDE = /^\+?\d{7,18}$/;

/** The demo's extensions.conf: contexts `internal` (phones) and `from-trunk` (the outside world). */
export class Dialplan {
  readonly #pbx: Switch;
  readonly #book: QueueBook;

  constructor(pbx: Switch, book: QueueBook) {
    this.#pbx = pbx;
    this.#book = book;
  }

  has(context: string, exten: string): boolean {
    if (context === 'from-trunk') return exten === DIRECT_DIALS.user || exten in DIALLED_IN;
    return context === 'internal' && (isExtension(exten) || OUTSIDE.test(exten));
  }

  /** Runs an extension on a channel, from priority 1. An extension that does not exist hangs up, as in Asterisk. */
  run(channel: Channel, context: string, exten: string, behaviours: Behaviours = {}): void {
    channel.context = context;
    channel.exten = exten;
    channel.priority = 1;
    channel.hasDialplan = true;
    if (!this.has(context, exten)) {
      takeDown(this.#pbx, channel, channel.state === 'Up' ? CAUSE.unknown : CAUSE.unallocated);
    } else if (context === 'from-trunk') {
      this.#fromTrunk(channel, exten, behaviours);
    } else if (exten === SUPPORT.extension) {
      this.#support(channel, behaviours);
    } else if (exten === OFFICE.extension) {
      this.#dial(channel, this.#targets(OFFICE.members, behaviours), RING_FOR);
    } else if (isExtension(exten)) {
      this.#extension(channel, exten, behaviours);
    } else {
      this.#dial(channel, [trunkTarget(exten)], TRUNK_RING_FOR);
    }
  }

  #fromTrunk(channel: Channel, did: string, behaviours: Behaviours): void {
    const exten = DIALLED_IN[did];
    if (exten === undefined) this.#dial(channel, this.#targets([USER.extension], behaviours), RING_FOR);
    else this.run(channel, 'internal', exten, behaviours);
  }

  #support(channel: Channel, behaviours: Behaviours): void {
    new Queue(this.#pbx, this.#book, {
      caller: channel,
      queue: SUPPORT.queue,
      targets: this.#targets(SUPPORT.members, behaviours),
      timeout: QUEUE_FOR,
      failed: () => this.#end(channel, CAUSE.normalClearing),
    }).start();
  }

  /** Extensions are called through a subroutine, as on most PBXs: the caller is at `s@sub-extension` while it dials. */
  #extension(channel: Channel, exten: string, behaviours: Behaviours): void {
    channel.context = 'sub-extension';
    channel.exten = 's';
    channel.priority = 4;
    this.#dial(channel, this.#targets([exten], behaviours), RING_FOR, { context: 'internal', exten });
  }

  #dial(
    caller: Channel,
    targets: readonly Target[],
    timeout: number,
    asDialled: { readonly context: string; readonly exten: string } = { context: caller.context, exten: caller.exten },
  ): void {
    const data = `${targets.map((target) => `PJSIP/${target.dialString}`).join('&')},${timeout / 1000},tTkKxX`;
    const failed = (status: DialStatus, cause: number): void => this.#dialFailed(caller, status, cause);
    new Dial(this.#pbx, { caller, targets, timeout, data, failed }, asDialled).start();
  }

  #dialFailed(caller: Channel, status: DialStatus, cause: number): void {
    if (status === 'BUSY') {
      caller.priority += 4;
      if (caller.state === 'Up') {
        this.#pbx.clock.after(BUSY_TONE, () => this.#end(caller, CAUSE.busy));
      } else {
        // The caller is told by SIP 486, and its own phone plays the tone.
        this.#pbx.setState(caller, 'Busy');
        this.#pbx.clock.after(BUSY_ANSWER, () => hangUpRemotely(this.#pbx, caller, CAUSE.busy, '486'));
      }
      return;
    }
    caller.priority += 1;
    this.#end(caller, cause);
  }

  #end(channel: Channel, cause: number): void {
    takeDown(this.#pbx, channel, cause);
  }

  #targets(extensions: readonly string[], behaviours: Behaviours): readonly Target[] {
    return COLLEAGUES.filter((colleague) => extensions.includes(colleague.extension)).map((colleague) => ({
      device: `PJSIP/${colleague.extension}`,
      dialString: colleague.extension,
      party: { number: colleague.extension, name: colleague.name },
      context: 'internal',
      behaviour: behaviours[colleague.extension] ?? colleague.behaviour,
    }));
  }
}

function isExtension(exten: string): boolean {
  const extensions: readonly string[] = [
    ...COLLEAGUES.map((colleague) => colleague.extension),
    SUPPORT.extension,
    OFFICE.extension,
  ];
  return extensions.includes(exten);
}

function trunkTarget(number: string): Target {
  return {
    device: 'PJSIP/trunk',
    dialString: `${number}@trunk`,
    party: { number: '', name: '' },
    context: 'from-trunk',
    behaviour: outsideBehaviour(number),
  };
}
