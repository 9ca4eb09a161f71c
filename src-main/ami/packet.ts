import { isUtf8 } from 'node:buffer';
import { readCommandText, splitHeaders } from './packet-text.ts';

/** `text` is what is neither a reply nor an event: the raw answer of `Queues` or `IAXnetstats`, or rubbish. */
export type PacketKind = 'banner' | 'response' | 'event' | 'text';

export type PacketEncoding = 'utf-8' | 'latin-1';

const CARRIAGE_RETURN = 13;

/**
 * One packet as the server sent it, nothing unescaped or trimmed.
 *
 * Decoded on first use: a packet that nobody asks for more than its name costs a few bytes of work. Until then it holds on to the
 * bytes it came in; afterwards to its own text alone.
 */
export class AmiPacket {
  readonly kind: PacketKind;
  /** The value of the first header (the event's name, the reply's status); for the banner the whole line. */
  readonly name: string;
  /** The server's stream ended within this packet. */
  readonly truncated: boolean;
  #bytes: Buffer | null;
  readonly #start: number;
  readonly #end: number;
  #encoding: PacketEncoding = 'utf-8';
  #headers: readonly string[] | null = null;
  #output: string | undefined;

  /** `bytes` from `start` to `end` are the packet without its closing blank line. They must not change afterwards. */
  constructor(bytes: Buffer, start: number, end: number, banner: boolean, truncated: boolean) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.truncated = truncated;
    if (banner) {
      this.kind = 'banner';
      this.name = this.#decode(bytes);
      this.#headers = [];
      this.#bytes = null;
      return;
    }
    const line = firstLine(bytes, start, end) ?? this.#decode(bytes);
    if (line.startsWith('Event: ')) {
      this.kind = 'event';
      this.name = line.slice(7);
    } else {
      const [key = '', value = ''] = splitHeaders(line);
      const folded = key.toLowerCase();
      this.kind = folded === 'event' ? 'event' : folded === 'response' ? 'response' : 'text';
      this.name = value;
    }
  }

  /** UTF-8 where all of the packet is valid UTF-8, Latin-1 otherwise. */
  get encoding(): PacketEncoding {
    void this.#flat();
    return this.#encoding;
  }

  /** Every header in the order sent, the first included. A line without a colon has an empty key. */
  get fields(): readonly (readonly [key: string, value: string])[] {
    const flat = this.#flat();
    const fields: [string, string][] = [];
    for (let index = 0; index < flat.length; index += 2) fields.push([flat[index] ?? '', flat[index + 1] ?? '']);
    return fields;
  }

  /** The first value of a header, whatever the case of its key; `undefined` when it is absent. */
  get(key: string): string | undefined {
    const flat = this.#flat();
    const folded = key.toLowerCase();
    for (let index = 0; index < flat.length; index += 2) {
      const candidate = flat[index];
      if (candidate !== undefined && sameKey(candidate, key, folded)) return flat[index + 1];
    }
    return undefined;
  }

  /** Every value of a header, in the order sent. */
  all(key: string): readonly string[] {
    const flat = this.#flat();
    const folded = key.toLowerCase();
    const values: string[] = [];
    for (let index = 0; index < flat.length; index += 2) {
      const candidate = flat[index];
      if (candidate !== undefined && sameKey(candidate, key, folded)) values.push(flat[index + 1] ?? '');
    }
    return values;
  }

  /** A command's text, lines joined by `\n`; `undefined` for every other packet. */
  get output(): string | undefined {
    void this.#flat();
    return this.#output;
  }

  #flat(): readonly string[] {
    if (this.#headers !== null) return this.#headers;
    const bytes = this.#bytes;
    if (bytes === null) return [];
    const text = this.#decode(bytes);
    this.#bytes = null;
    if (this.kind === 'response') {
      const { headers, output } = readCommandText(text, this.name);
      this.#headers = headers;
      this.#output = output;
    } else {
      this.#headers = splitHeaders(text);
    }
    return this.#headers;
  }

  #decode(bytes: Buffer): string {
    const text = bytes.toString('utf8', this.#start, this.#end);
    // U+FFFD stands for a broken sequence, or for itself: Asterisk 20 and later send it in place of what they could not read.
    if (!text.includes('\uFFFD') || isUtf8(bytes.subarray(this.#start, this.#end))) return text;
    this.#encoding = 'latin-1';
    return bytes.toString('latin1', this.#start, this.#end);
  }
}

/** The first line when it is plain ASCII, which needs no look at the rest; `null` otherwise. */
function firstLine(bytes: Buffer, start: number, end: number): string | null {
  let at = start;
  for (; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > 126) return null;
    if (byte === CARRIAGE_RETURN) {
      if (at + 1 === end || bytes[at + 1] === 10) break;
    }
  }
  return bytes.toString('latin1', start, at);
}

function sameKey(candidate: string, key: string, folded: string): boolean {
  return candidate === key || (candidate.length === key.length && candidate.toLowerCase() === folded);
}
