/**
 * One AMI event in the current vocabulary (Asterisk 13 to 23), as everything above `ami/` sees it.
 *
 * Keys are looked up case-insensitively, because Asterisk itself spells them in several ways (`Uniqueid`, `UniqueID`).
 * A value that is absent, empty or Asterisk's literal `<unknown>` is `undefined`: the three mean the same to a reader.
 */
export interface AmiEvent {
  /** The value of the `Event` header, for example `DialBegin`. */
  readonly name: string;
  /** The first value of a header, unescaped; `undefined` when it is absent, empty or `<unknown>`. */
  get(key: string): string | undefined;
  /** Every value of a header that may repeat (`ChanVariable`, `Variable`, `Output`), in the order sent. */
  all(key: string): readonly string[];
}
