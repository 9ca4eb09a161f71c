/** Something whose changes can be waited for: a test says what it expects, and is told what was seen instead when it does not come. */
export abstract class Watched {
  readonly #waiters = new Set<() => void>();

  /** What a failed wait tells: the state as it stands. */
  protected abstract describe(): string;

  /** Everyone who waits looks again. */
  protected changed(): void {
    for (const look of this.#waiters) look();
  }

  /** Resolves with the first value that `look` finds, at once where it is there already. */
  protected until<Value>(what: string, look: () => Value | undefined, withinMs = 10_000): Promise<Value> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        this.#waiters.delete(again);
        clearTimeout(timer);
        act();
      };
      const again = (): void => {
        try {
          const found = look();
          if (found !== undefined) settle(() => resolve(found));
        } catch (error) {
          settle(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      const timer = setTimeout(() => {
        settle(() => reject(new Error(`${what}: not within ${withinMs / 1000} s. ${this.describe()}`)));
      }, withinMs);
      this.#waiters.add(again);
      again();
    });
  }
}
