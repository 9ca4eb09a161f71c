import type { Clock } from '../../src-main/demo/clock.ts';

interface Due {
  readonly at: number;
  readonly task: () => void;
}

/** Time that stands still until it is moved on; what falls due meanwhile runs in order, at its own moment. */
export class ManualClock implements Clock {
  #now: number;
  #due: readonly Due[] = [];

  constructor(now = Date.UTC(2026, 10, 23, 9, 0, 0)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, task: () => void): () => void {
    const due: Due = { at: this.#now + milliseconds, task };
    this.#due = [...this.#due, due];
    return () => {
      this.#due = this.#due.filter((one) => one !== due);
    };
  }

  advance(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (let next = this.#earliest(until); next !== undefined; next = this.#earliest(until)) {
      const { at, task } = next;
      this.#due = this.#due.filter((one) => one !== next);
      this.#now = at;
      task();
    }
    this.#now = until;
  }

  #earliest(until: number): Due | undefined {
    return this.#due
      .filter((due) => due.at <= until)
      .reduce<Due | undefined>((first, due) => (first === undefined || due.at < first.at ? due : first), undefined);
  }
}
