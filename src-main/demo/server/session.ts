import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { type ManagerUser, mayAct, type Rights, type RightsClass, rights } from '../rights.ts';
import { encodePacket, type Fields } from '../wire/packet.ts';
import { type Request, RequestReader } from '../wire/request.ts';
import { type ActionTable, failure, type Reply } from './action.ts';
import { directOutput, type Output, piecewiseOutput } from './output.ts';
import { SESSION_ACTIONS } from './session-actions.ts';

/** What all sessions of a server share. */
export interface SessionHost {
  readonly clock: Clock;
  readonly users: readonly ManagerUser[];
  /** What a logged-in user may ask for beside the session's own actions. */
  readonly actions: ActionTable;
  /** Everything is sent in pieces of so many bytes; as one where absent. */
  readonly pieces?: number | undefined;
  /** When the PBX came up, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** A session has just logged in and been answered. */
  readonly loggedIn: (session: Session) => void;
  /** Every request, before it is answered. */
  readonly received?: (request: Request, session: Session) => void;
  /** Every request, once its answer is sent. */
  readonly answered?: (request: Request, session: Session) => void;
}

const BEFORE_LOGIN = ['login', 'logoff', 'challenge'];

/** One client's connection: what it may do, and the order in which answers and events reach it (Asterisk: main/manager.c, session_do). */
export class Session {
  readonly host: SessionHost;
  readonly #socket: Socket;
  readonly #output: Output;
  readonly #reader = new RequestReader();
  readonly #actions: ActionTable;
  #requests: readonly Request[] = [];
  /** Events that came up while an action runs: they are sent after its answer. */
  #held: string[] = [];
  #busy = false;
  #closing = false;
  #mute = false;

  /** Set once logged in. */
  user: ManagerUser | null = null;
  /** The classes of event that the client wants and may read. */
  mask: Rights = rights();
  /** Given out by Challenge, good for the whole session. */
  challenge = '';

  constructor(socket: Socket, host: SessionHost) {
    this.host = host;
    this.#socket = socket;
    this.#output = host.pieces === undefined ? directOutput(socket) : piecewiseOutput(socket, host.pieces);
    this.#actions = { ...SESSION_ACTIONS, ...host.actions };
    socket.on('data', (chunk) => this.#read(chunk));
  }

  get open(): boolean {
    return !this.#closing && this.#output.open;
  }

  /** Everything this user may ask for, by name. */
  permitted(): readonly (readonly [name: string, action: ActionTable[string]])[] {
    const held = this.user?.write ?? rights();
    return Object.entries(this.#actions)
      .filter(([, action]) => mayAct(held, action.needs))
      .toSorted(([one], [other]) => one.toLowerCase().localeCompare(other.toLowerCase()));
  }

  /** An event reaches those who read its class; `text` is the whole packet. */
  deliver(rightsClass: RightsClass, text: string): void {
    if (this.user === null || !this.mask.has(rightsClass)) return;
    if (this.#busy) this.#held.push(text);
    else this.write(text);
  }

  write(bytes: string | Uint8Array): void {
    if (this.open && !this.#mute) this.#output.write(bytes);
  }

  /** From now on neither answers nor sends, and stays connected: what a half-open connection looks like from the other end. */
  fallSilent(): void {
    this.#mute = true;
    this.#requests = [];
  }

  /** Sends what is still to be sent, then closes. Nothing is answered any more. */
  end(): void {
    this.#closing = true;
    this.#requests = [];
    this.#output.end();
  }

  /** Cuts the connection with no farewell (a TCP reset). */
  cut(): void {
    this.#closing = true;
    this.#socket.resetAndDestroy();
  }

  #read(chunk: Buffer): void {
    if (this.#closing || this.#mute) return;
    this.#requests = [...this.#requests, ...this.#reader.read(chunk)];
    this.#next();
  }

  #next(): void {
    while (!this.#busy && !this.#closing && !this.#mute) {
      const [request, ...rest] = this.#requests;
      if (request === undefined) return;
      this.#requests = rest;
      this.#answer(request);
    }
  }

  #answer(request: Request): void {
    this.host.received?.(request, this);
    this.#busy = true;
    const wasLoggedIn = this.user !== null;
    const reply = this.#replyTo(request);
    const respond = (packets: Reply): void => {
      this.#busy = false;
      this.#send(packets);
      for (const text of this.#held.splice(0)) this.write(text);
      if (!wasLoggedIn && this.user !== null) this.host.loggedIn(this);
      this.host.answered?.(request, this);
      if (isFarewell(packets)) this.end();
      this.#next();
    };
    if (typeof reply === 'function') reply(respond);
    else respond(reply);
  }

  #replyTo(request: Request): ReturnType<ActionTable[string]['run']> {
    if (request.fault !== undefined) return failure(request, request.fault);
    const name = request.action;
    if (name === '') return failure(request, 'Missing action in request');
    const action = lookUp(this.#actions, name);
    if (this.user === null && !BEFORE_LOGIN.includes(name.toLowerCase())) return failure(request, 'Permission denied');
    if (action === undefined) {
      return failure(request, `Invalid/unknown command: ${name}. Use Action: ListCommands to show available commands.`);
    }
    if (!mayAct(this.user?.write ?? rights(), action.needs)) return failure(request, 'Permission denied');
    return action.run(request, this);
  }

  #send(packets: readonly Fields[]): void {
    if (packets.length > 0) this.write(packets.map(encodePacket).join(''));
  }
}

/** The two answers after which Asterisk closes: Logoff's, and a refused login's. */
function isFarewell(packets: Reply): boolean {
  const [first = []] = packets;
  return first.some(
    ([key, value]) =>
      (key === 'Response' && value === 'Goodbye') || (key === 'Message' && value === 'Authentication failed'),
  );
}

function lookUp(actions: ActionTable, name: string): ActionTable[string] | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(actions).find(([known]) => known.toLowerCase() === wanted)?.[1];
}
