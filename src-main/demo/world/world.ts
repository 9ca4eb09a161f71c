import type { Clock } from '../clock.ts';
import { type DeviceState, deviceStateOf } from '../switch/device-state.ts';
import { DeviceWatch, type Hint } from '../switch/device-watch.ts';
import type { PhoneBehaviour, Target } from '../switch/leg.ts';
import { Originate, type OriginateOptions } from '../switch/originate.ts';
import { QueueBook } from '../switch/queue-book.ts';
import { type Emit, Switch } from '../switch/switch.ts';
import type { Goto } from '../switch/transfer.ts';
import { Dialplan } from './dialplan.ts';
import { COLLEAGUES, type Colleague, outsideBehaviour, SUPPORT, USER } from './people.ts';

/** The user's own phone answers by itself when Sidetone has it rung, as desk phones do when told to auto-answer. */
const AUTO_ANSWER: PhoneBehaviour = { does: 'answer', after: 1500 };

const TRUNK = 'PJSIP/trunk';

/** The demo company: its switch, its people with their phones, its queue and its dialplan. */
export class World {
  readonly pbx: Switch;
  readonly book: QueueBook;
  readonly dialplan: Dialplan;
  readonly startedAt: number;
  readonly colleagues: readonly Colleague[] = COLLEAGUES;
  readonly globals = new Map<string, string>();
  readonly devices: readonly string[] = [...COLLEAGUES.map((one) => `PJSIP/${one.extension}`), TRUNK];
  readonly hints: readonly Hint[] = COLLEAGUES.map((one) => ({
    exten: one.extension,
    context: 'internal',
    device: `PJSIP/${one.extension}`,
  }));

  constructor(clock: Clock, emit: Emit) {
    this.startedAt = clock.now();
    const members = COLLEAGUES.filter((one) => (SUPPORT.members as readonly string[]).includes(one.extension)).map(
      (one) => ({
        device: `PJSIP/${one.extension}`,
        name: one.name,
      }),
    );
    this.book = new QueueBook([{ name: SUPPORT.queue, members }], this.startedAt, this.stateOf);
    const watch = new DeviceWatch({
      clock,
      emit,
      hints: this.hints,
      stateOf: this.stateOf,
      memberStatuses: (device) => this.book.memberStatuses(device),
    });
    this.pbx = new Switch(clock, emit, (device) => watch.changed(device));
    this.dialplan = new Dialplan(this.pbx, this.book);
  }

  readonly stateOf = (device: string): DeviceState => {
    const away = COLLEAGUES.some((one) => one.behaviour === null && device === `PJSIP/${one.extension}`);
    return deviceStateOf(device, this.pbx.channels, !away);
  };

  readonly goto: Goto = (channel, context, exten) => {
    this.pbx.clock.after(1, () => {
      if (!channel.gone) this.dialplan.run(channel, context, exten);
    });
  };

  originate(order: Omit<OriginateOptions, 'target' | 'answered'>): void {
    new Originate(this.pbx, {
      ...order,
      target: targetNamed(order.requested),
      answered: (channel) => this.goto(channel, order.context, order.exten),
    }).start();
  }
}

/** Who a dial string means. One that nobody stands behind gives a target that cannot be called. */
function targetNamed(dialString: string): Target {
  const peer = dialString.slice(dialString.indexOf('/') + 1);
  const [number = '', trunk] = peer.split('@');
  const colleague = dialString.startsWith('PJSIP/') ? COLLEAGUES.find((one) => one.extension === peer) : undefined;
  if (colleague !== undefined) {
    return {
      device: `PJSIP/${colleague.extension}`,
      dialString: colleague.extension,
      party: { number: colleague.extension, name: colleague.name },
      context: 'internal',
      behaviour: colleague === USER ? AUTO_ANSWER : colleague.behaviour,
    };
  }
  const outside = dialString.startsWith('PJSIP/') && trunk === 'trunk';
  return {
    device: TRUNK,
    dialString: peer,
    party: { number: '', name: '' },
    context: 'from-trunk',
    behaviour: outside ? outsideBehaviour(number) : null,
  };
}
