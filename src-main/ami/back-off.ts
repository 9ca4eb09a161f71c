const FIRST_MS = 1000;
const CAP_MS = 30_000;
/** Asterisk is back about a second after `core restart now`. */
const HURRIED_CAP_MS = 2000;
const HURRY_LASTS_MS = 60_000;

/** How long to wait before the next attempt: doubling, capped at 30 s, and with jitter, so that a whole office does not return in one moment. */
export class BackOff {
  readonly #random: () => number;
  #failures = 0;
  #hurriedUntil = Number.NEGATIVE_INFINITY;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Milliseconds until the next attempt, between half and the whole of the present step. */
  next(now: number): number {
    const cap = now < this.#hurriedUntil ? HURRIED_CAP_MS : CAP_MS;
    const step = Math.min(cap, FIRST_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    return step * (0.5 + this.#random() / 2);
  }

  reset(): void {
    this.#failures = 0;
  }

  /** The server said that it restarts: for a minute the steps stay short. */
  hurry(now: number): void {
    this.#failures = 0;
    this.#hurriedUntil = now + HURRY_LASTS_MS;
  }
}
