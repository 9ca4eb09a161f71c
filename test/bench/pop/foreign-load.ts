import { foreignCall } from './recorded-call.ts';

const EVERY = 5;

/** Other people's calls on the same PBX: a steady stream of their events. */
export class ForeignLoad {
  readonly #write: (text: string) => void;
  readonly #perSecond: number;
  #timer: NodeJS.Timeout | undefined;
  #queue: string[] = [];
  #calls = 100_000;
  #sent = 0;
  #since = 0;

  constructor(perSecond: number, write: (text: string) => void) {
    this.#perSecond = perSecond;
    this.#write = write;
  }

  start(): void {
    if (this.#perSecond === 0) return;
    this.#since = performance.now();
    this.#sent = 0;
    this.#timer = setInterval(() => this.#send(), EVERY);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** As many as are due by now, so that the rate holds however late the timer comes. */
  #send(): void {
    const due = Math.floor(((performance.now() - this.#since) / 1000) * this.#perSecond) - this.#sent;
    while (this.#queue.length < due) this.#queue.push(...foreignCall(this.#calls++));
    this.#write(this.#queue.splice(0, due).join(''));
    this.#sent += due;
  }
}
