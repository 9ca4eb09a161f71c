/** The longest line Asterisk accepts, in bytes without its line end (main/manager.c: inbuf of 1025). */
const LONGEST_LINE = 1022;
const MOST_HEADERS = 128;

/** One action as the client sent it. */
export class Request {
  /** What is wrong with the message as a whole, in Asterisk's words; then it is answered with just that. */
  readonly fault: string | undefined;
  readonly #lines: readonly string[];

  constructor(lines: readonly string[], fault?: string) {
    this.#lines = lines;
    this.fault = fault;
  }

  /** The first value of a header, its leading blanks skipped; empty when absent (astman_get_header). */
  get(key: string): string {
    return this.all(key)[0] ?? '';
  }

  all(key: string): readonly string[] {
    const prefix = `${key.toLowerCase()}:`;
    return this.#lines
      .filter((line) => line.toLowerCase().startsWith(prefix))
      .map((line) => line.slice(prefix.length).replace(/^ +/, ''));
  }

  /** The first header named Action that is not empty: the only one for which Asterisk looks past an empty one. */
  get action(): string {
    return this.all('Action').find((value) => value !== '') ?? '';
  }
}

/**
 * Cuts a client's bytes into requests as Asterisk does (main/manager.c, get_input and do_message): CRLF or a bare LF ends a line,
 * NUL truncates it, an empty line ends the message, and an overlong line spoils the whole message.
 */
export class RequestReader {
  #rest: Buffer = Buffer.alloc(0);
  #lines: string[] = [];
  #fault: string | undefined;

  read(chunk: Buffer): Request[] {
    const requests: Request[] = [];
    let buffer = Buffer.concat([this.#rest, chunk]);
    for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10)) {
      const line = buffer.subarray(0, end > 0 && buffer[end - 1] === 13 ? end - 1 : end);
      buffer = buffer.subarray(end + 1);
      if (line.length === 0) {
        requests.push(new Request(this.#lines, this.#fault));
        this.#lines = [];
        this.#fault = undefined;
      } else {
        this.#add(line);
      }
    }
    // What can no longer become a legal line need not be kept.
    this.#rest = buffer.length > LONGEST_LINE + 2 ? buffer.subarray(0, LONGEST_LINE + 2) : buffer;
    return requests;
  }

  #add(line: Buffer): void {
    if (line.length > LONGEST_LINE) {
      this.#fault = 'Failed to parse message: line too long';
    } else if (this.#lines.length >= MOST_HEADERS) {
      this.#fault = 'Too many lines in message or allocation failure';
    } else {
      const text = line.toString('utf8');
      const nul = text.indexOf('\0');
      this.#lines.push(nul < 0 ? text : text.slice(0, nul));
    }
  }
}
