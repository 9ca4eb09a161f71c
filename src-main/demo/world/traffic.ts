import type { Cancel, Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Channel } from '../switch/channel.ts';
import { CAUSE } from '../switch/causes.ts';
import { hangUpRemotely } from '../switch/hangup.ts';
import type { PhoneBehaviour } from '../switch/leg.ts';
import type { Behaviours } from './dialplan.ts';
import { ANONYMOUS, COLLEAGUES, DIRECT_DIALS, OFFICE, OUTSIDERS, SUPPORT, USER } from './people.ts';
import { FIRST, type Range, TIMELINES, type Timeline } from './timelines.ts';
import type { World } from './world.ts';

const FIRST_AFTER = 4000;
const BETWEEN: Range = [15_000, 25_000];
/** How soon to look again when the user is in a call. */
const BUSY_RETRY = 5000;

const RINGS: PhoneBehaviour = { does: 'ring' };

/** Callers now and then: plays one timeline after another at the user, never two at once. */
export class Traffic {
  readonly #world: World;
  readonly #clock: Clock;
  readonly #random: Random;
  #started = false;
  #stop: Cancel = () => {};

  constructor(world: World, clock: Clock, random: Random) {
    this.#world = world;
    this.#clock = clock;
    this.#random = random;
  }

  /** Somebody is there to see it. Starting twice changes nothing. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#next(FIRST_AFTER, FIRST);
  }

  stop(): void {
    this.#stop();
  }

  #next(after: number, timeline: Timeline): void {
    this.#stop = this.#clock.after(after, () => {
      if (this.#world.stateOf(`PJSIP/${USER.extension}`) === 'NOT_INUSE') this.#play(timeline);
      else this.#next(BUSY_RETRY, timeline);
    });
  }

  #later(): void {
    this.#next(
      this.#draw(BETWEEN),
      this.#random.pick(TIMELINES, (one) => one.weight),
    );
  }

  #play(timeline: Timeline): void {
    const rings = this.#draw(timeline.rings);
    const caller = this.#call(timeline, rings);
    this.#stop = this.#clock.after(rings, () => {
      if (timeline.outcome === 'caller-gives-up') {
        hangUpRemotely(this.#world.pbx, caller, CAUSE.interworking, '487');
        this.#later();
      } else {
        this.#stop = this.#clock.after(this.#draw(timeline.talks), () => {
          this.#end(timeline, caller);
          this.#later();
        });
      }
    });
  }

  /** Makes the caller's channel and sends it through the dialplan, with the phones told what to do this time. */
  #call(timeline: Timeline, rings: number): Channel {
    const { pbx, dialplan } = this.#world;
    const inside = timeline.from === 'colleague';
    const colleague = this.#random.pick(COLLEAGUES.filter((one) => one !== USER && one.behaviour?.does === 'answer'));
    const did = DIRECT_DIALS[timeline.via === 'direct' ? 'user' : timeline.via];
    const exten = inside ? USER.extension : did;
    const context = inside ? 'internal' : 'from-trunk';
    const known = timeline === FIRST ? OUTSIDERS.slice(0, 1) : OUTSIDERS;
    const outsider = timeline.from === 'anonymous' ? ANONYMOUS : this.#random.pick(known);
    const caller = pbx.newChannel({
      device: inside ? `PJSIP/${colleague.extension}` : 'PJSIP/trunk',
      state: 'Ring',
      callerId: inside ? { number: colleague.extension, name: colleague.name } : outsider,
      context,
      exten,
      hasDialplan: true,
    });
    dialplan.run(caller, context, exten, behaviours(timeline, rings));
    return caller;
  }

  /** They hang up; if the call has gone elsewhere meanwhile, whoever is left does. */
  #end(timeline: Timeline, caller: Channel): void {
    const callee = caller.bridge?.channels.find((other) => other !== caller);
    const who = timeline.endedBy === 'callee' && callee !== undefined ? callee : caller;
    hangUpRemotely(this.#world.pbx, who);
  }

  #draw([shortest, longest]: Range): number {
    return this.#random.between(shortest, longest);
  }
}

/** Who lifts the phone, and after how long; everybody else's only rings. */
function behaviours(timeline: Timeline, rings: number): Behaviours {
  const members: readonly string[] =
    timeline.via === 'support' ? SUPPORT.members : timeline.via === 'office' ? OFFICE.members : [USER.extension];
  const quickest = timeline.outcome === 'user-answers' ? USER.extension : members.find((one) => one !== USER.extension);
  const answers: PhoneBehaviour = { does: 'answer', after: rings };
  return Object.fromEntries(
    members.map((extension) => [
      extension,
      timeline.outcome !== 'caller-gives-up' && extension === quickest ? answers : RINGS,
    ]),
  );
}
