import type { CallHappening, ConnectionHappening, Happening } from '../companion/happening.ts';
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
  /** The last line of each connection, by account id. */
  readonly #connections = new Map<string, string>();

  /** @param now milliseconds since the epoch, on the clock of `Happening.receivedAt` */
  constructor(write: (line: string) => void, now: () => number) {
    this.#write = write;
    this.#now = now;
  }

  take(happening: Happening): void {
    if (happening.kind === 'connection') {
      this.#tellConnection(happening);
    } else if (happening.kind === 'ringing') {
      this.#unpainted.set(happening.call.id, happening);
    } else {
      const ringing = this.#unpainted.get(happening.call.id);
      this.#unpainted.delete(happening.call.id);
      if (ringing) this.#write(ringingLine(ringing, null));
      this.#write(callLine(happening));
    }
  }

  /** Attempts are not told, only what became of them; and the same once, however often it is tried. */
  #tellConnection(happening: ConnectionHappening): void {
    const { id, connection } = happening.account;
    const line = connectionLine(happening);
    if (connection.phase === 'connecting' || this.#connections.get(id) === line) return;
    this.#connections.set(id, line);
    this.#write(line);
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
