import type { CallHappening, Happening } from '../companion/happening.ts';
import { callLine, connectionLine, ringingLine } from './terminal.ts';

/**
 * Tells the terminal what happens, a line each. The line of a ringing call waits until the pop's page has reported that it is
 * painted, so that the figure in it is what a person had to wait.
 */
export class Narrator {
  readonly #write: (line: string) => void;
  readonly #now: () => number;
  /** Ringing calls whose pop has not been painted yet, by call id. */
  readonly #unpainted = new Map<string, CallHappening>();
  #connection = '';

  /** @param now milliseconds since the epoch, on the clock of `Happening.receivedAt` */
  constructor(write: (line: string) => void, now: () => number) {
    this.#write = write;
    this.#now = now;
  }

  take(happening: Happening): void {
    if (happening.kind === 'connection') {
      const line = connectionLine(happening);
      if (line !== this.#connection) this.#write(line);
      this.#connection = line;
    } else if (happening.kind === 'ringing') {
      this.#unpainted.set(happening.call.id, happening);
    } else {
      const ringing = this.#unpainted.get(happening.call.id);
      this.#unpainted.delete(happening.call.id);
      if (ringing) this.#write(ringingLine(ringing, null));
      this.#write(callLine(happening));
    }
  }

  /** The pop's page has painted these calls. Returns whether one of them is painted for the first time. */
  painted(callIds: readonly string[]): boolean {
    const at = this.#now();
    const fresh = callIds.flatMap((id) => this.#unpainted.get(id) ?? []);
    for (const ringing of fresh) {
      this.#unpainted.delete(ringing.call.id);
      this.#write(ringingLine(ringing, at - ringing.receivedAt));
    }
    return fresh.length > 0;
  }
}
