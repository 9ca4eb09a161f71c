/** A successful answer to an action. Keys are looked up case-insensitively; values are as sent, a trailing line feed removed. */
export interface AmiResponse {
  /** The value of the `Response` header: `Success`, `Follows`, `Pong`, `Goodbye`, `Events On`, … */
  readonly status: string;
  /** The `Message` header, without the line feed that some handlers leave at its end; empty when there is none. */
  readonly message: string;
  /** The first value of a header; `undefined` when it is absent or empty. */
  get(key: string): string | undefined;
  /** Every value of a header, in the order sent. */
  all(key: string): readonly string[];
  /** Every header in the order sent, raw. */
  readonly fields: readonly (readonly [key: string, value: string])[];
  /** A command's text, lines joined by `\n`; `undefined` for every other action. */
  readonly output: string | undefined;
}
