import { chooseDialect, type Dialect } from '../ami/dialects/dialect.ts';
import type { AmiEvent } from '../ami/event.ts';
import type { AmiPacket } from '../ami/packet.ts';
import { parseBanner } from '../ami/version.ts';
import type { Call, Me, Transition } from '../calls/call.ts';
import { CallModel } from '../calls/call-model.ts';
import { RecordedLists } from './recorded-lists.ts';

/** One change of a call, as `replay calls` prints it. */
export interface CallLine {
  readonly packet: number;
  readonly call: string;
  readonly direction: Call['direction'];
  readonly internal: boolean;
  readonly state: Call['state'];
  readonly remote: Call['remote'];
  /** The rule that decided. */
  readonly why: string;
}

/** What came of a recording, in the order in which the calls began. */
export interface CallsSummary {
  readonly pops: number;
  readonly history: readonly Pick<Call, 'direction' | 'internal' | 'outcome' | 'remote' | 'via'>[];
  readonly live: readonly (Omit<CallLine, 'packet' | 'why'> & Pick<Call, 'via'>)[];
}

/** What a session of AMI 11 says is what a recording without a banner is taken for. */
const PRESENT = { text: '11.0.0', major: 11, minor: 0, patch: 0 };

/** A recorded stream, seen by the call model packet by packet. Time is the packet's number. */
export class CallsReplay {
  readonly #model: CallModel;
  #lists = new RecordedLists();
  #dialect: Dialect = chooseDialect(PRESENT);
  #packet = -1;
  /** The first list of all channels after a connection began tells what happened before it. */
  #awaitsSnapshot = true;
  /** From there on the list is the truth; before, nothing was missed, and it only adds what began before the recording. */
  #wasCut = false;
  /** In the order in which the calls began; an ended call's last value is its row. */
  readonly #calls = new Map<string, Call>();

  /** `hints`: the devices of extensions, known beforehand. */
  constructor(me: Me, hints: ReadonlyMap<string, string> = new Map()) {
    this.#model = new CallModel(me);
    for (const [extension, hint] of hints) this.#model.apply(extensionStatus({ Exten: extension, Hint: hint }), 0);
  }

  onPacket(packet: AmiPacket): readonly CallLine[] {
    this.#packet += 1;
    if (packet.kind === 'event') return this.#lines(this.#onEvent(packet));
    if (packet.kind === 'response') return this.#lines(this.#onResponse(packet));
    return packet.kind === 'banner' ? this.#lines(this.#onBanner(packet)) : [];
  }

  /** A banner in the middle: two recordings in one file. */
  #onBanner(packet: AmiPacket): readonly Transition[] {
    this.#dialect = chooseDialect(parseBanner(packet.name) ?? PRESENT);
    this.#lists = new RecordedLists();
    this.#awaitsSnapshot = true;
    this.#wasCut = this.#packet > 0;
    return this.#wasCut ? this.#model.disconnected(this.#packet) : [];
  }

  /** The answer to ExtensionState names the extension's devices as its event does. */
  #onResponse(packet: AmiPacket): readonly Transition[] {
    this.#lists.onResponse(packet);
    if (packet.get('Hint') === undefined) return [];
    const answer = this.#dialect.translateItem(packet);
    const named = { Exten: answer.get('Exten'), Hint: answer.get('Hint') };
    return this.#model.apply(extensionStatus(named), this.#packet);
  }

  #onEvent(packet: AmiPacket): readonly Transition[] {
    const item = this.#lists.onEvent(packet);
    if (item !== null) return item.completed === null ? [] : this.#onList(packet.name, item.completed);
    const transitions: Transition[] = [];
    this.#dialect.translate(packet, (event) => {
      transitions.push(...this.#model.apply(event, this.#packet));
    });
    return transitions;
  }

  #onList(completeEvent: string, items: readonly AmiPacket[]): readonly Transition[] {
    const events = items.map((each) => this.#dialect.translateItem(each));
    if (completeEvent === 'ExtensionStateListComplete')
      return events.flatMap((event) => this.#model.apply(event, this.#packet));
    if (!this.#awaitsSnapshot || (completeEvent !== 'CoreShowChannelsComplete' && completeEvent !== 'StatusComplete'))
      return [];
    this.#awaitsSnapshot = false;
    return this.#model.synchronise({ channels: events, partial: !this.#wasCut }, this.#packet);
  }

  #lines(transitions: readonly Transition[]): readonly CallLine[] {
    return transitions.flatMap(({ call, previous, why }) => {
      this.#calls.set(call.id, call);
      if (previous !== null && JSON.stringify(describe(previous)) === JSON.stringify(describe(call))) return [];
      return [{ packet: this.#packet, ...describe(call), why: why.rule }];
    });
  }

  summary(): CallsSummary {
    const calls = [...this.#calls.values()].toSorted((one, other) => one.beganAt - other.beganAt);
    const history = calls.filter(({ outcome }) => outcome !== null);
    return {
      pops: calls.filter(({ popped }) => popped).length,
      history: history.map(({ direction, internal, outcome, remote, via }) => ({
        direction,
        internal,
        outcome,
        remote,
        via,
      })),
      live: calls.filter(({ state }) => state !== 'ended').map((call) => ({ ...describe(call), via: call.via })),
    };
  }
}

function describe({ id, direction, internal, state, remote }: Call): Omit<CallLine, 'packet' | 'why'> {
  return { call: id, direction, internal, state, remote: { number: remote.number, name: remote.name } };
}

function extensionStatus(fields: Readonly<Record<'Exten' | 'Hint', string | undefined>>): AmiEvent {
  const get = (key: string): string | undefined => (key === 'Exten' || key === 'Hint' ? fields[key] : undefined);
  return { name: 'ExtensionStatus', get, all: (key) => [get(key)].filter((value) => value !== undefined) };
}
