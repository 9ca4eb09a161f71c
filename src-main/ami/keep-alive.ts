import type { Clock } from './clock.ts';
import { AmiError } from './error.ts';
import type { AmiSession } from './session.ts';

const SILENCE_MS = 20_000;
const ANSWER_MS = 10_000;
const PING = { name: 'Ping', fields: [] } as const;

/**
 * Notices when the server is gone although the connection looks open (a cable, a firewall, a computer that slept). The protocol itself has
 * no sign of life, so a silent server is pinged. Anything it sends counts as life; while it works on somebody's action it answers nothing
 * else (main/manager.c runs one action at a time), so the verdict waits for that action's own deadline.
 */
export class KeepAlive {
  readonly #session: AmiSession;
  readonly #clock: Clock;
  #cancelTimer: () => void = () => undefined;
  #stopped = false;

  constructor(session: AmiSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
    this.#schedule(SILENCE_MS);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  /** `true` when the server answers a ping within the time. What lay in the socket's buffer before does not count. */
  async check(timeoutMs: number): Promise<boolean> {
    try {
      await this.#session.send(PING, { timeoutMs });
      return true;
    } catch (error) {
      // Even "Permission denied" is an answer.
      return error instanceof AmiError && error.said !== null;
    }
  }

  #schedule(delayMs: number): void {
    this.#cancelTimer = this.#clock.after(delayMs, () => {
      void this.#tick();
    });
  }

  async #tick(): Promise<void> {
    const silentMs = this.#clock.now() - this.#session.heardAt;
    if (silentMs < SILENCE_MS) {
      this.#schedule(SILENCE_MS - silentMs + 1);
      return;
    }
    const askedAt = this.#clock.now();
    const answered = await this.check(ANSWER_MS);
    if (this.#stopped) return;
    if (answered || this.#session.heardAt > askedAt) this.#schedule(SILENCE_MS);
    else if (this.#session.busy) this.#schedule(ANSWER_MS);
    else this.#session.abort(new AmiError('not-answering', 'The PBX does not answer any more.'));
  }
}
