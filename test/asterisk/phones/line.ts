import { SipCall } from './call.ts';
import { type SipMessage, token } from './message.ts';
import type { Login, SipSocket } from './sip-socket.ts';
import { Watched } from './watched.ts';

/** How calls that come are taken: they ring, or are answered as busy (486) without ringing. */
export type Manner = 'rings' | 'busy';

/** Whatever places and takes calls: a phone, or the world behind the trunk. */
export abstract class Line extends Watched {
  readonly name: string;
  manner: Manner = 'rings';
  protected readonly socket: SipSocket;
  protected readonly login: Login | null;
  #calls: readonly SipCall[] = [];
  /** Incoming calls that no `rings()` has handed out yet. */
  #unseen: readonly SipCall[] = [];

  protected constructor(name: string, socket: SipSocket, login: Login | null) {
    super();
    this.name = name;
    this.socket = socket;
    this.login = login;
    socket.onRequest = (request) => this.#onRequest(request);
  }

  /** Calls that have not ended. */
  get calls(): readonly SipCall[] {
    return this.#calls;
  }

  /** The next incoming call that rings and was not handed out before. */
  rings(withinMs?: number): Promise<SipCall> {
    const next = (): SipCall | undefined => {
      const [call, ...later] = this.#unseen.filter(({ state }) => state === 'ringing');
      if (call) this.#unseen = later;
      return call;
    };
    return this.until(`${this.name} rings`, next, withinMs);
  }

  /** Resolves when no call is left. */
  async quiet(): Promise<void> {
    await this.until(`${this.name} is quiet`, () => this.#calls.length === 0 || undefined);
  }

  /** Ends every call, and is again as at the beginning. */
  async hangUpAll(): Promise<void> {
    await Promise.all(this.#calls.map((call) => call.hangUp()));
    this.manner = 'rings';
    this.#unseen = [];
  }

  /** Asterisk has restarted and knows none of its calls. */
  forgetCalls(): void {
    this.#calls = [];
    this.#unseen = [];
  }

  abstract close(): Promise<void>;

  protected place(from: string, number: string): SipCall {
    return this.#add(SipCall.outgoing(this.#start(), from, number));
  }

  protected override describe(): string {
    const calls = this.#calls.map((call) => `${call.direction} ${call.remote.number} ${call.state}`);
    return `${this.name} has ${calls.join(', ') || 'no call'}`;
  }

  #onRequest(request: SipMessage): void {
    const call = this.#calls.find((one) => one.owns(request));
    if (call) call.take(request);
    else if (request.verb === 'INVITE') this.#onInvite(request);
    else if (request.verb === 'BYE' || request.verb === 'CANCEL')
      this.socket.respond(request, 481, 'Call Does Not Exist');
    else if (request.verb !== 'ACK') this.socket.respond(request, 200, 'OK', { tag: token() });
  }

  #onInvite(request: SipMessage): void {
    if (this.manner === 'busy') {
      this.socket.respond(request, 486, 'Busy Here', { tag: token() });
      return;
    }
    const call = SipCall.incoming(this.#start(), request);
    this.#unseen = [...this.#unseen, call];
    this.#add(call);
  }

  #start(): { socket: SipSocket; login: Login | null; owner: string; onEnded: () => void } {
    return { socket: this.socket, login: this.login, owner: this.name, onEnded: () => this.#drop() };
  }

  #add(call: SipCall): SipCall {
    this.#calls = [...this.#calls, call];
    this.changed();
    return call;
  }

  #drop(): void {
    this.#calls = this.#calls.filter(({ state }) => state !== 'ended');
    this.changed();
  }
}
