import type { Cancel } from '../clock.ts';
import { CAUSE, type DialStatus, dialStatusOf } from './causes.ts';
import { type Application, type Channel, channelFields, type Dialler } from './channel.ts';
import { playPhone, type Target, towards } from './leg.ts';
import { type Switch, techCause } from './switch.ts';

export interface DialOptions {
  readonly caller: Channel;
  /** More than one ring together, and the first to answer has the call. */
  readonly targets: readonly Target[];
  readonly timeout: number;
  /** Asterisk's argument of the Dial application, for those who ask what the channel does. */
  readonly data: string;
  /** Nobody talked: the dialplan goes on. Not called when the caller is taken away. */
  readonly failed: (status: DialStatus, cause: number) => void;
}

interface DialLeg {
  readonly channel: Channel;
  readonly target: Target;
  quiet: Cancel;
}

/** The Dial application (Asterisk: apps/app_dial.c): rings its targets for a caller and bridges the first to answer. */
export class Dial implements Application, Dialler {
  readonly name = 'Dial';
  readonly data: string;
  readonly #pbx: Switch;
  readonly #options: DialOptions;
  readonly #exten: string;
  readonly #context: string;
  #legs: readonly DialLeg[] = [];
  #stopTimeout: Cancel = () => {};
  #lastCause: number = CAUSE.noRoute;

  constructor(pbx: Switch, options: DialOptions, asDialled: { readonly context: string; readonly exten: string }) {
    this.#pbx = pbx;
    this.#options = options;
    this.#context = asDialled.context;
    this.#exten = asDialled.exten;
    this.data = options.data;
  }

  start(): void {
    const { caller, targets, timeout } = this.#options;
    caller.application = this;
    this.#legs = targets.filter((target) => target.behaviour !== null).map((target) => this.#makeLeg(target));
    if (this.#legs.length === 0) {
      this.#finish('CHANUNAVAIL');
      return;
    }
    for (const leg of this.#legs) this.#call(leg);
    const [only, second] = this.#legs;
    if (only !== undefined && second === undefined) this.#pbx.setConnectedLine(caller, only.channel.callerId);
    this.#stopTimeout = this.#pbx.clock.after(timeout, () => this.#timedOut());
  }

  /** The caller is taken away: every phone stops ringing. */
  stop(cause: number): void {
    this.#stopTimeout();
    for (const leg of this.#legs) this.#announce('DialEnd', leg, 'CANCEL');
    for (const leg of this.#takeLegs()) {
      // Asterisk answers the phone's "request terminated" with its own 500 in the snapshot.
      if (cause === CAUSE.interworking) leg.channel.techCause = '500';
      this.#pbx.hangUp(leg.channel, cause);
    }
    this.#note('CANCEL', '');
  }

  /** One phone refused, or somebody hung up its ringing channel. */
  legEnded(channel: Channel, cause: number): void {
    const leg = this.#legs.find((one) => one.channel === channel);
    if (leg === undefined) return;
    leg.quiet();
    channel.dialledBy = null;
    this.#lastCause = cause;
    this.#legs = this.#legs.filter((one) => one !== leg);
    const status = dialStatusOf(cause);
    this.#announce('DialEnd', leg, status);
    this.#pbx.hangUp(channel, cause);
    if (this.#legs.length === 0) this.#finish(status, channel.name);
  }

  #makeLeg(target: Target): DialLeg {
    const { caller } = this.#options;
    const trunk = target.party.number === '';
    const channel = this.#pbx.newChannel({ ...towards(target), linkedid: caller.linkedid, hasDialplan: false });
    channel.dialledBy = this;
    channel.exten = caller.exten;
    if (trunk) {
      // A trunk has no number of its own: it takes the one that was dialled (app_dial.c, dial_exec_full).
      channel.connectedLine = caller.callerId;
      this.#pbx.setCallerId(channel, { number: this.#exten, name: '' });
      this.#pbx.announce('NewConnectedLine', channel);
    } else {
      this.#pbx.setConnectedLine(channel, caller.callerId);
    }
    return { channel, target, quiet: () => {} };
  }

  #call(leg: DialLeg): void {
    const { caller } = this.#options;
    const { behaviour } = leg.target;
    if (behaviour === null) return;
    this.#pbx.emit('call', 'DialBegin', [
      ...channelFields(caller),
      ...channelFields(leg.channel, 'Dest'),
      ['DialString', leg.target.dialString],
    ]);
    leg.quiet = playPhone(this.#pbx.clock, leg.channel, behaviour, {
      ringing: () => {
        this.#pbx.setState(leg.channel, 'Ringing');
        this.#announce('DialState', leg, 'RINGING');
      },
      answered: () => this.#answered(leg),
      refused: (cause, sipStatus) => {
        leg.channel.techCause = sipStatus;
        this.#pbx.announce('HangupRequest', leg.channel, [['Cause', String(cause)], ...techCause(leg.channel)]);
        this.legEnded(leg.channel, cause);
      },
    });
  }

  #answered(answering: DialLeg): void {
    const { caller } = this.#options;
    const others = this.#legs.filter((leg) => leg !== answering);
    this.#stopTimeout();
    this.#pbx.setState(answering.channel, 'Up');
    if (others.length > 0) this.#pbx.setConnectedLine(caller, answering.channel.callerId);
    // The called channel has no extension of its own once it is connected.
    answering.channel.exten = '';
    this.#announce('DialEnd', answering, 'ANSWER');
    for (const leg of others) this.#announce('DialEnd', leg, 'CANCEL');
    this.#takeLegs();
    for (const leg of others) this.#pbx.hangUp(leg.channel, CAUSE.answeredElsewhere);
    this.#pbx.setState(caller, 'Up');
    this.#note('ANSWER', answering.channel.name);
    this.#pbx.bridge(answering.channel, caller);
  }

  #timedOut(): void {
    for (const leg of this.#legs) this.#announce('DialEnd', leg, 'NOANSWER');
    const legs = this.#takeLegs();
    this.#lastCause = CAUSE.normalClearing;
    for (const leg of legs) this.#pbx.hangUp(leg.channel, CAUSE.unknown);
    this.#finish('NOANSWER', legs[0]?.channel.name);
  }

  #finish(status: DialStatus, channel = ''): void {
    this.#stopTimeout();
    this.#options.caller.application = null;
    this.#note(status, channel);
    this.#options.failed(status, this.#lastCause);
  }

  #takeLegs(): readonly DialLeg[] {
    const legs = this.#legs;
    this.#legs = [];
    for (const leg of legs) {
      leg.quiet();
      leg.channel.dialledBy = null;
    }
    return legs;
  }

  #note(status: DialStatus, channel: string): void {
    const { caller } = this.#options;
    caller.lastDialled = {
      channel,
      application: this.name,
      data: this.data,
      context: this.#context,
      exten: this.#exten,
      status,
    };
  }

  #announce(name: 'DialState' | 'DialEnd', leg: DialLeg, status: DialStatus | 'RINGING'): void {
    this.#pbx.emit('call', name, [
      ...channelFields(this.#options.caller),
      ...channelFields(leg.channel, 'Dest'),
      ['DialStatus', status],
    ]);
  }
}
