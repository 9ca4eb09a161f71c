/** Those who want to be told of something. */
export class Listeners<Arguments extends readonly unknown[]> {
  readonly #listeners = new Set<(...told: Arguments) => void>();

  /** Returns the function that ends the subscription. */
  add(listener: (...told: Arguments) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(...told: Arguments): void {
    for (const listener of this.#listeners) listener(...told);
  }
}
