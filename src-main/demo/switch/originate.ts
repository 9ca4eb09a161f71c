import type { Cancel } from '../clock.ts';
import type { Fields } from '../wire/packet.ts';
import { CAUSE, type DialStatus, dialStatusOf } from './causes.ts';
import { type Channel, channelFields, type Dialler, type Party } from './channel.ts';
import { playPhone, type Target, towards } from './leg.ts';
import { type Switch, techCause } from './switch.ts';

export interface OriginateOptions {
  /** The phone to ring first. */
  readonly target: Target;
  /** What the request's `Channel` said, for the answer to a failure. */
  readonly requested: string;
  readonly context: string;
  readonly exten: string;
  readonly callerId: Party | null;
  readonly timeout: number;
  readonly channelId: string;
  readonly variables: ReadonlyMap<string, string>;
  /** The phone was lifted: the channel goes on in the dialplan. */
  readonly answered: (channel: Channel) => void;
  /** The body of `OriginateResponse` behind its ActionID, and whether it worked. */
  readonly respond: (fields: Fields, success: boolean) => void;
}

/** `Reason` of an OriginateResponse (Asterisk: include/asterisk/frame.h, AST_CONTROL_*). */
const REASON = { failure: '0', ringing: '3', answered: '4' } as const;

/** Rings one phone out of nothing and, when it is lifted, sends it to an extension (main/pbx.c, pbx_outgoing_attempt). */
export class Originate implements Dialler {
  readonly #pbx: Switch;
  readonly #options: OriginateOptions;
  #quiet: Cancel = () => {};
  #stopTimeout: Cancel = () => {};

  constructor(pbx: Switch, options: OriginateOptions) {
    this.#pbx = pbx;
    this.#options = options;
  }

  start(): void {
    const { target, callerId, timeout, channelId, variables } = this.#options;
    const { behaviour } = target;
    if (behaviour === null) {
      this.#respond(null, REASON.failure);
      return;
    }
    const channel = this.#pbx.newChannel({
      ...towards(target),
      ...(channelId === '' ? {} : { uniqueid: channelId }),
      hasDialplan: true,
    });
    channel.dialledBy = this;
    for (const [name, value] of variables) channel.variables.set(name, value);
    if (callerId !== null) {
      this.#pbx.setCallerId(channel, callerId);
      this.#pbx.setConnectedLine(channel, callerId);
    }
    this.#announce('DialBegin', channel, [['DialString', target.dialString]]);
    this.#stopTimeout = this.#pbx.clock.after(timeout, () => this.#timedOut(channel));
    this.#quiet = playPhone(this.#pbx.clock, channel, behaviour, {
      ringing: () => {
        this.#pbx.setState(channel, 'Ringing');
        this.#announce('DialState', channel, [['DialStatus', 'RINGING']]);
      },
      answered: () => this.#answered(channel),
      refused: (cause, sipStatus) => {
        channel.techCause = sipStatus;
        this.#pbx.announce('HangupRequest', channel, [['Cause', String(cause)], ...techCause(channel)]);
        this.legEnded(channel, cause);
      },
    });
  }

  /** The phone refused, or somebody hung up its ringing channel. */
  legEnded(channel: Channel, cause: number): void {
    this.#end(channel, dialStatusOf(cause), REASON.failure, cause);
  }

  #answered(channel: Channel): void {
    this.#stop(channel);
    this.#pbx.setState(channel, 'Up');
    this.#announce('DialEnd', channel, [['DialStatus', 'ANSWER']]);
    this.#respond(channel, REASON.answered);
    this.#options.answered(channel);
  }

  /** Nobody lifted it: Asterisk sends no DialEnd then. */
  #timedOut(channel: Channel): void {
    channel.techCause = '480';
    this.#end(channel, null, REASON.ringing, CAUSE.noAnswer);
  }

  #end(channel: Channel, status: DialStatus | null, reason: string, cause: number): void {
    this.#stop(channel);
    if (status !== null) this.#announce('DialEnd', channel, [['DialStatus', status]]);
    this.#respond(null, reason);
    this.#pbx.hangUp(channel, cause);
  }

  #stop(channel: Channel): void {
    channel.dialledBy = null;
    this.#quiet();
    this.#stopTimeout();
  }

  #announce(name: string, channel: Channel, more: Fields): void {
    this.#pbx.emit('call', name, [...channelFields(channel, 'Dest'), ...more]);
  }

  #respond(channel: Channel | null, reason: string): void {
    const { requested, context, exten, callerId, channelId } = this.#options;
    this.#options.respond(
      [
        ['Response', channel === null ? 'Failure' : 'Success'],
        ['Channel', channel?.name ?? requested],
        ['Context', context],
        ['Exten', exten],
        ['Reason', reason],
        ['Uniqueid', channel?.uniqueid ?? (channelId || '<unknown>')],
        // Unlike a channel event, this one escapes nothing.
        ['CallerIDNum', callerId?.number || '<unknown>'],
        ['CallerIDName', callerId?.name || '<unknown>'],
      ],
      channel !== null,
    );
  }
}
