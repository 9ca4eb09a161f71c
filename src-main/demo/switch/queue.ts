import type { Cancel } from '../clock.ts';
import type { Fields } from '../wire/packet.ts';
import { CAUSE, type DialStatus, dialStatusOf } from './causes.ts';
import { type Application, type Channel, channelFields, type Dialler } from './channel.ts';
import { playPhone, type Target, towards } from './leg.ts';
import type { QueueBook } from './queue-book.ts';
import type { Switch } from './switch.ts';

interface MemberLeg {
  readonly channel: Channel;
  readonly target: Target;
  readonly calledAt: number;
  quiet: Cancel;
}

export interface QueueCall {
  readonly caller: Channel;
  readonly queue: string;
  /** The members' phones; all of them ring (strategy ringall). */
  readonly targets: readonly Target[];
  readonly timeout: number;
  /** Nobody took the call in time: the dialplan goes on. */
  readonly failed: () => void;
}

/** How long Asterisk waits before it calls the members again once nobody is ringing. */
const RETRY = 5000;

/** The Queue application (Asterisk: apps/app_queue.c): one caller waits while every free member rings. */
export class Queue implements Application, Dialler {
  readonly name = 'Queue';
  readonly data: string;
  readonly #pbx: Switch;
  readonly #book: QueueBook;
  readonly #call: QueueCall;
  readonly #joinedAt: number;
  #legs: readonly MemberLeg[] = [];
  #timers: readonly Cancel[] = [];
  #position = 1;
  #connected: { readonly leg: MemberLeg; readonly at: number } | null = null;

  constructor(pbx: Switch, book: QueueBook, call: QueueCall) {
    this.#pbx = pbx;
    this.#book = book;
    this.#call = call;
    this.#joinedAt = pbx.clock.now();
    this.data = `${call.queue},tT,,,${Math.round(call.timeout / 1000)}`;
  }

  start(): void {
    const { caller, queue, timeout } = this.#call;
    caller.application = this;
    this.#pbx.setState(caller, 'Up');
    caller.priority = 2;
    this.#position = this.#book.join(queue, caller, this.#joinedAt);
    this.#announce('QueueCallerJoin', [
      ['Queue', queue],
      ['Position', String(this.#position)],
      ['Count', String(this.#book.waiting(queue).length)],
    ]);
    this.#pbx.announce('MusicOnHoldStart', caller, [['Class', 'default']]);
    this.#timers = [this.#pbx.clock.after(timeout, () => this.#timedOut())];
    this.#callMembers();
  }

  stop(cause: number): void {
    if (this.#connected !== null) return;
    const { caller, queue } = this.#call;
    this.#pbx.announce('MusicOnHoldStop', caller);
    const legs = this.#takeLegs();
    // The queue and its hang-up handler each announce it (seen on Asterisk 16 and 22).
    for (const leg of [...legs, ...legs]) this.#announceLeg('DialEnd', leg, [['DialStatus', 'CANCEL']]);
    this.#announce('QueueCallerAbandon', [
      ['Queue', queue],
      ['Position', String(this.#position)],
      ['OriginalPosition', String(this.#position)],
      ['HoldTime', this.#seconds(this.#joinedAt)],
    ]);
    this.#leave();
    this.#book.abandoned(queue);
    for (const leg of legs) this.#pbx.hangUp(leg.channel, cause === CAUSE.normalClearing ? CAUSE.unknown : cause);
    this.#note('CANCEL', legs[0]?.channel.name ?? '');
  }

  bridgeEnds(by: Channel): void {
    const connected = this.#connected;
    if (connected === null) return;
    this.#connected = null;
    const { queue, caller } = this.#call;
    this.#announceLeg('AgentComplete', connected.leg, [
      ...this.#member(connected.leg.target),
      ['HoldTime', String(Math.floor((connected.at - this.#joinedAt) / 1000))],
      ['TalkTime', this.#seconds(connected.at)],
      ['Reason', by === caller ? 'caller' : 'agent'],
    ]);
    this.#book.completed(queue, connected.leg.target.device, this.#pbx.clock.now());
  }

  /** A member refused, or somebody hung up the member's ringing channel: the others ring on. */
  legEnded(channel: Channel, cause: number): void {
    const leg = this.#legs.find((one) => one.channel === channel);
    if (leg === undefined) return;
    leg.quiet();
    channel.dialledBy = null;
    this.#legs = this.#legs.filter((one) => one !== leg);
    this.#announceLeg('DialEnd', leg, [['DialStatus', dialStatusOf(cause)]]);
    this.#announceLeg('AgentRingNoAnswer', leg, [
      ...this.#member(leg.target),
      ['RingTime', String(this.#pbx.clock.now() - leg.calledAt)],
    ]);
    this.#pbx.hangUp(channel, cause);
    if (this.#legs.length === 0)
      this.#timers = [...this.#timers, this.#pbx.clock.after(RETRY, () => this.#callMembers())];
  }

  #callMembers(): void {
    const free = this.#call.targets.filter((target) => this.#book.isFree(target.device));
    for (const target of free) this.#callMember(target);
    if (free.length === 0) this.#timers = [...this.#timers, this.#pbx.clock.after(RETRY, () => this.#callMembers())];
  }

  #callMember(target: Target): void {
    const { caller } = this.#call;
    const { behaviour } = target;
    if (behaviour === null) return;
    const channel = this.#pbx.newChannel({ ...towards(target), linkedid: caller.linkedid, hasDialplan: false });
    channel.dialledBy = this;
    const leg: MemberLeg = { channel, target, calledAt: this.#pbx.clock.now(), quiet: () => {} };
    this.#legs = [...this.#legs, leg];
    // AgentCalled shows the member's channel as it is about to be, DialBegin still as it was (app_queue.c, ring_entry).
    const prepared: Channel = { ...channel, connectedLine: caller.callerId, exten: caller.exten };
    this.#announceLeg('AgentCalled', { ...leg, channel: prepared }, this.#member(target));
    this.#announceLeg('DialBegin', leg, [['DialString', target.device]]);
    channel.exten = caller.exten;
    leg.quiet = playPhone(this.#pbx.clock, channel, behaviour, {
      ringing: () => {
        channel.connectedLine = caller.callerId;
        this.#pbx.setState(channel, 'Ringing');
        this.#pbx.announce('NewConnectedLine', channel);
        this.#announceLeg('DialState', leg, [['DialStatus', 'RINGING']]);
      },
      answered: () => this.#answered(leg),
      refused: (cause, sipStatus) => {
        channel.techCause = sipStatus;
        this.#pbx.announce('HangupRequest', channel, [
          ['Cause', String(cause)],
          ['TechCause', sipStatus],
        ]);
        this.legEnded(channel, cause);
      },
    });
  }

  #answered(answering: MemberLeg): void {
    const { caller, queue } = this.#call;
    const others = this.#legs.filter((leg) => leg !== answering);
    this.#takeLegs();
    this.#stopTimers();
    this.#pbx.setState(answering.channel, 'Up');
    this.#announceLeg('DialEnd', answering, [['DialStatus', 'ANSWER']]);
    for (const leg of others) this.#announceLeg('DialEnd', leg, [['DialStatus', 'CANCEL']]);
    this.#pbx.setConnectedLine(caller, answering.channel.callerId);
    for (const leg of others) this.#announceLeg('DialEnd', leg, [['DialStatus', 'CANCEL']]);
    this.#pbx.announce('MusicOnHoldStop', caller);
    for (const leg of others) this.#pbx.hangUp(leg.channel, CAUSE.answeredElsewhere);
    this.#leave();
    this.#connected = { leg: answering, at: this.#pbx.clock.now() };
    this.#book.connected(queue, answering.target.device, Number(this.#seconds(this.#joinedAt)));
    this.#announceLeg('AgentConnect', answering, [
      ...this.#member(answering.target),
      ['HoldTime', this.#seconds(this.#joinedAt)],
      ['RingTime', this.#seconds(answering.calledAt)],
    ]);
    this.#note('ANSWER', answering.channel.name);
    this.#pbx.bridge(answering.channel, caller);
  }

  #timedOut(): void {
    const { caller } = this.#call;
    this.#pbx.announce('MusicOnHoldStop', caller);
    const legs = this.#takeLegs();
    for (const leg of legs) {
      this.#announceLeg('DialEnd', leg, [['DialStatus', 'NOANSWER']]);
      this.#pbx.hangUp(leg.channel, CAUSE.unknown);
    }
    this.#leave();
    caller.application = null;
    this.#note('NOANSWER', legs[0]?.channel.name ?? '');
    this.#call.failed();
  }

  #leave(): void {
    const { caller, queue } = this.#call;
    this.#stopTimers();
    this.#book.leave(queue, caller);
    this.#announce('QueueCallerLeave', [
      ['Queue', queue],
      ['Position', String(this.#position)],
      ['Count', String(this.#book.waiting(queue).length)],
    ]);
  }

  #takeLegs(): readonly MemberLeg[] {
    const legs = this.#legs;
    this.#legs = [];
    for (const leg of legs) {
      leg.quiet();
      leg.channel.dialledBy = null;
    }
    return legs;
  }

  #stopTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers = [];
  }

  #member(target: Target): Fields {
    return [
      ['Queue', this.#call.queue],
      ['Interface', target.device],
      ['MemberName', target.party.name],
    ];
  }

  #note(status: DialStatus, channel: string): void {
    const { caller } = this.#call;
    const { context, exten } = caller;
    caller.lastDialled = { channel, application: this.name, data: this.data, context, exten, status };
  }

  #seconds(since: number): string {
    return String(Math.floor((this.#pbx.clock.now() - since) / 1000));
  }

  #announce(name: string, more: Fields): void {
    this.#pbx.emit('agent', name, [...channelFields(this.#call.caller), ...more]);
  }

  #announceLeg(name: string, leg: MemberLeg, more: Fields): void {
    const rightsClass = name.startsWith('Agent') ? 'agent' : 'call';
    const fields = [...channelFields(this.#call.caller), ...channelFields(leg.channel, 'Dest'), ...more];
    this.#pbx.emit(rightsClass, name, fields);
  }
}
