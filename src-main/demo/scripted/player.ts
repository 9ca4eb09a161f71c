import type { Clock } from '../clock.ts';
import type { Session } from '../server/session.ts';
import { encodePacket } from '../wire/packet.ts';
import type { Deed, Step, Timeline } from './script.ts';

const FLOOD_PIECE = 64 * 1024;

/** Plays a timeline on one connection. */
export class Player {
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #restart: (downFor: number) => void;
  readonly #seen = new Set<string>(['connect']);
  #steps: Timeline;
  #waiting = false;

  constructor(session: Session, clock: Clock, timeline: Timeline, restart: (downFor: number) => void) {
    this.#session = session;
    this.#clock = clock;
    this.#steps = timeline;
    this.#restart = restart;
    this.#next();
  }

  /** An action of this connection's has been answered. */
  answered(action: string): void {
    this.#seen.add(action.toLowerCase());
    this.#next();
  }

  #next(): void {
    const [step, ...rest] = this.#steps;
    if (this.#waiting || step === undefined) return;
    if (step.on !== undefined && !this.#seen.has(step.on.toLowerCase())) return;
    this.#steps = rest;
    this.#waiting = true;
    if (step.after === undefined) this.#do(step);
    else this.#clock.after(step.after, () => this.#do(step));
  }

  #do(step: Step): void {
    perform(step, this.#session, this.#clock, this.#restart, () => {
      this.#waiting = false;
      this.#next();
    });
  }
}

/** Does one thing to one connection; `done` comes when it is finished. */
export function perform(
  deed: Deed,
  session: Session,
  clock: Clock,
  restart: (downFor: number) => void,
  done: () => void = () => {},
): void {
  if ('bytes' in deed) {
    sendPieces(session, clock, Buffer.from(deed.bytes), deed.chunk ?? Number.POSITIVE_INFINITY, deed.pace ?? 0, done);
    return;
  }
  if ('event' in deed) session.write(encodePacket(Object.entries(deed.event)));
  else if ('flood' in deed) flood(session, deed.flood);
  else if ('fallSilent' in deed) session.fallSilent();
  else if ('restart' in deed) restart(deed.restart);
  else if (deed.close === 'end') session.end();
  else session.cut();
  done();
}

function sendPieces(session: Session, clock: Clock, bytes: Buffer, size: number, pace: number, done: () => void): void {
  session.write(bytes.subarray(0, size));
  const rest = bytes.subarray(size);
  if (rest.length === 0) done();
  else clock.after(pace, () => sendPieces(session, clock, rest, size, pace, done));
}

function flood(session: Session, bytes: number): void {
  const piece = Buffer.alloc(FLOOD_PIECE, 'x');
  for (let left = bytes; left > 0; left -= FLOOD_PIECE) session.write(piece.subarray(0, Math.min(left, FLOOD_PIECE)));
}
