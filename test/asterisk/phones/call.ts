import { audio, type Header, partyOf, type SipMessage, tagOf, token, uriOf } from './message.ts';
import type { Login, Sent, SipSocket } from './sip-socket.ts';
import { Watched } from './watched.ts';

export type SipCallState = 'calling' | 'ringing' | 'up' | 'ended';

interface Start {
  readonly socket: SipSocket;
  readonly login: Login | null;
  /** Who owns it, for the words of a failed wait. */
  readonly owner: string;
  readonly onEnded: () => void;
}

/** One call as a phone or the trunk's far end has it. */
export class SipCall extends Watched {
  readonly direction: 'in' | 'out';
  readonly callId: string;
  /** What this phone's display shows: the caller of an incoming call, or whom it dialled. */
  readonly remote: { readonly number: string; readonly name: string };
  #state: SipCallState;
  /** Why it ended, in a word: `remote`, `local`, `cancelled`, or the status of a refusal, as in `486 Busy Here`. */
  #ending = '';
  #held = false;
  /** What the other side told about a transfer, as in `200 OK`. */
  #referred = '';

  readonly #start: Start;
  readonly #invite: SipMessage | null;
  readonly #localTag = token();
  #local: string;
  #remoteAddress: string;
  #target: string;
  #cseq = 1;
  #sdpVersion = 1;
  #inviting: Sent | null = null;

  private constructor(
    start: Start,
    invite: SipMessage | null,
    callId: string,
    addresses: { from: string; to: string },
  ) {
    super();
    this.#start = start;
    this.#invite = invite;
    this.direction = invite ? 'in' : 'out';
    this.callId = callId;
    this.#state = invite ? 'ringing' : 'calling';
    this.#local = invite ? `${addresses.to};tag=${this.#localTag}` : `${addresses.from};tag=${this.#localTag}`;
    this.#remoteAddress = invite ? addresses.from : addresses.to;
    this.#target = invite ? uriOf(invite.get('Contact')) : uriOf(addresses.to);
    this.remote = partyOf(this.#remoteAddress);
  }

  static incoming(start: Start, invite: SipMessage): SipCall {
    const call = new SipCall(start, invite, invite.callId, { from: invite.get('From'), to: invite.get('To') });
    start.socket.respond(invite, 180, 'Ringing', { tag: call.#localTag });
    return call;
  }

  static outgoing(start: Start, from: string, number: string): SipCall {
    const call = new SipCall(start, null, `${token()}@sidetone`, {
      from,
      to: `<sip:${number}@${start.socket.serverAddress}>`,
    });
    call.#dial();
    return call;
  }

  get state(): SipCallState {
    return this.#state;
  }

  get ending(): string {
    return this.#ending;
  }

  get held(): boolean {
    return this.#held;
  }

  protected override describe(): string {
    return `The call of ${this.#start.owner} with ${this.remote.number} is ${this.#state} ${this.#ending}`.trimEnd();
  }

  /** Resolves when the far end rings (an outgoing call). */
  rings(): Promise<this> {
    return this.#reach('ringing');
  }

  /** Resolves when both talk. */
  answered(): Promise<this> {
    return this.#reach('up');
  }

  /** Resolves with why it ended. */
  ended(withinMs?: number): Promise<string> {
    return this.until('the end of the call', () => (this.#state === 'ended' ? this.#ending : undefined), withinMs);
  }

  /** Takes an incoming call; resolves when Asterisk has confirmed. */
  answer(): Promise<this> {
    const invite = this.#ringing();
    this.#start.socket.respond(invite, 200, 'OK', { tag: this.#localTag, body: audio('sendrecv', this.#sdpVersion) });
    return this.answered();
  }

  /** Refuses an incoming call: 603 as "decline", 486 as "busy". */
  decline(status: 603 | 486 = 603): void {
    const reason = status === 603 ? 'Decline' : 'Busy Here';
    this.#start.socket.respond(this.#ringing(), status, reason, { tag: this.#localTag });
    this.#end(`${status} ${reason}`);
  }

  /** Ends it, in whichever state it is. */
  async hangUp(): Promise<void> {
    if (this.#invite && this.#state === 'ringing') this.decline();
    if (this.#state === 'calling' || this.#state === 'ringing') {
      this.#inviting?.cancel();
      // An answer may have crossed it.
      await this.until('the end of the call', () =>
        this.#state === 'ended' || this.#state === 'up' ? true : undefined,
      );
    }
    if (this.#state !== 'up') return;
    await this.#request('BYE').answer;
    this.#end('local');
  }

  hold(): Promise<void> {
    return this.#reinvite(true);
  }

  resume(): Promise<void> {
    return this.#reinvite(false);
  }

  /** Blind transfer (REFER): the other side goes to `number`, this call ends. Resolves with what Asterisk reported of it. */
  async transfer(number: string): Promise<string> {
    const to: Header = ['Refer-To', `<sip:${number}@${this.#start.socket.serverAddress}>`];
    const accepted = await this.#request('REFER', [to, ['Referred-By', this.#local]]).answer;
    if (accepted.status !== 202) throw new Error(`The transfer was refused: ${accepted.startLine}`);
    const report = await this.until('the report of the transfer', () => {
      const done = /^SIP\/2.0 ([2-6].*?)\r?$/m.exec(this.#referred)?.[1];
      return done ?? (this.#state === 'ended' ? 'over' : undefined);
    });
    // It is the phone's to end its part, once the other side has gone.
    if (report.startsWith('2')) await this.hangUp();
    return report;
  }

  /** What came for this call. */
  take(request: SipMessage): void {
    const { socket } = this.#start;
    switch (request.verb) {
      case 'ACK':
        if (this.#state === 'ringing') this.#become('up');
        return;
      case 'CANCEL':
        socket.respond(request, 200, 'OK', { tag: this.#localTag });
        if (this.#state !== 'ringing' || !this.#invite) return;
        socket.respond(this.#invite, 487, 'Request Terminated', { tag: this.#localTag });
        this.#end('cancelled');
        return;
      case 'BYE':
        socket.respond(request, 200, 'OK');
        this.#end('remote');
        return;
      case 'INVITE':
      case 'UPDATE':
        socket.respond(request, 200, 'OK', request.body || request.method === 'INVITE' ? { body: this.#audio() } : {});
        return;
      case 'NOTIFY':
        socket.respond(request, 200, 'OK');
        this.#referred = request.body;
        this.changed();
        return;
      default:
        socket.respond(request, 200, 'OK');
    }
  }

  #dial(): void {
    const headers: Header[] = [
      ['From', this.#local],
      ['To', this.#remoteAddress],
      ['Call-ID', this.callId],
    ];
    const { socket, login } = this.#start;
    const cseq = (): number => ++this.#cseq;
    const request = { method: 'INVITE', uri: this.#target, headers, cseq, body: this.#audio() };
    this.#inviting = socket.request(request, login, (response) => {
      if ((response.status ?? 0) > 100 && this.#state === 'calling') this.#become('ringing');
    });
    void this.#inviting.answer.then((response) => {
      if (response.status !== 200) {
        this.#end(response.startLine.replace('SIP/2.0 ', ''));
        return;
      }
      this.#remoteAddress = response.get('To');
      this.#target = uriOf(response.get('Contact'));
      this.#acknowledge(response);
      this.#become('up');
    });
  }

  async #reinvite(held: boolean): Promise<void> {
    this.#sdpVersion += 1;
    this.#held = held;
    const response = await this.#request('INVITE', [], this.#audio()).answer;
    if (response.status !== 200) throw new Error(`Hold or resume was refused: ${response.startLine}`);
    this.#acknowledge(response);
  }

  #acknowledge(response: SipMessage): void {
    const cseq = Number(response.get('CSeq').split(' ')[0]);
    this.#start.socket.acknowledge(this.#target, this.#dialog(), cseq, this.callId);
  }

  #request(method: string, extra: readonly Header[] = [], body?: string): Sent {
    const headers = [...this.#dialog(), ...extra];
    const request = { method, uri: this.#target, headers, cseq: () => ++this.#cseq, ...(body ? { body } : {}) };
    return this.#start.socket.request(request, this.#start.login);
  }

  #dialog(): Header[] {
    return [
      ['From', this.#local],
      ['To', this.#remoteAddress],
      ['Call-ID', this.callId],
    ];
  }

  #audio(): string {
    return audio(this.#held ? 'sendonly' : 'sendrecv', this.#sdpVersion);
  }

  #ringing(): SipMessage {
    if (!this.#invite || this.#state !== 'ringing') throw new Error(`It does not ring. ${this.describe()}`);
    return this.#invite;
  }

  #reach(state: 'ringing' | 'up'): Promise<this> {
    return this.until(`${state} of a call`, () => {
      if (this.#state === 'ended') throw new Error(`It ended before it was ${state}. ${this.describe()}`);
      return this.#state === state || this.#state === 'up' ? this : undefined;
    });
  }

  #become(state: SipCallState): void {
    this.#state = state;
    this.changed();
  }

  #end(why: string): void {
    if (this.#state === 'ended') return;
    this.#ending = why;
    this.#become('ended');
    this.#start.onEnded();
  }

  /** Whether a request belongs to this call's dialog, and not to a new call with the same Call-ID. */
  owns(request: SipMessage): boolean {
    if (request.callId !== this.callId) return false;
    const tag = tagOf(request.get('To'));
    return tag === undefined ? request.method !== 'INVITE' : tag === this.#localTag;
  }
}
