/** Somebody who can be called. */
export interface Person {
  /** Stable for as long as the source has the entry. */
  readonly id: string;
  readonly name: string;
  /** As it is dialled. */
  readonly number: string;
  readonly organisation: string | null;
  /** Where the entry comes from, in words. */
  readonly source: string;
}
