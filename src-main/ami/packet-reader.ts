import { AmiError } from './error.ts';
import { AmiPacket } from './packet.ts';
import { END_OF_COMMAND } from './packet-text.ts';

export interface PacketReaderOptions {
  readonly onPacket: (packet: AmiPacket) => void;
  /** Bytes that one packet may have. */
  readonly maxPacketBytes?: number;
  /** Bytes that the banner's line may have. */
  readonly maxBannerBytes?: number;
}

/** The largest real packets are command texts and `GetConfigJSON`: a few MB at most. */
const MAX_PACKET_BYTES = 8 * 1024 * 1024;
const MAX_BANNER_BYTES = 1024;

const LINE_FEED = Buffer.from('\n');
const BLANK_LINE = Buffer.from('\r\n\r\n');
const COMMAND_END = Buffer.from(`${END_OF_COMMAND}\r\n\r\n`);
const FOLLOWS = Buffer.from('response: follows\r\n');
const EVENT = Buffer.from('event:');
const RESPONSE = Buffer.from('response:');
const GREETING = Buffer.from('asterisk call manager/');

/** How much of a chunk is added at a time to a packet that began in an earlier chunk. */
const PIECE = 4096;

/**
 * Bytes in any chunking in, packets out (main/manager.c, `astman_append`, `manager_event`).
 *
 * The first line is the banner, unless it is the first header of an event or a reply (a recording that begins in the middle). Asterisk's own greeting
 * is one wherever a packet could begin: a recording goes on there with another connection.
 * A packet ends at CRLF CRLF; stray line ends between packets are skipped; the text after `Response: Follows` ends at `--END COMMAND--`.
 * Chunks are read in place; of a packet that continues in the next chunk a copy is kept, so that no chunk is held by its last few bytes.
 */
export class PacketReader {
  readonly #onPacket: (packet: AmiPacket) => void;
  readonly #maxPacketBytes: number;
  readonly #maxBannerBytes: number;
  #awaitsBanner = true;
  #stopped = false;
  /** The beginning of a packet whose end is still to come. */
  #held: Buffer | null = null;
  #heldLength = 0;

  constructor(options: PacketReaderOptions) {
    this.#onPacket = options.onPacket;
    this.#maxPacketBytes = options.maxPacketBytes ?? MAX_PACKET_BYTES;
    this.#maxBannerBytes = options.maxBannerBytes ?? MAX_BANNER_BYTES;
  }

  /** Throws an `AmiError` (`packet-too-large`, `not-asterisk`) when a limit is passed; the reader takes nothing more then. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && !this.#stopped)
      at = this.#held === null ? this.#readInPlace(chunk, at) : this.#readHeld(this.#held, chunk, at);
  }

  /** The stream is over: what began and did not end, as a packet marked `truncated`. */
  end(): void {
    const held = this.#held;
    if (held === null || this.#stopped) return;
    this.#held = null;
    let end = this.#heldLength;
    if (end > 1 && held[end - 1] === 10 && held[end - 2] === 13) end -= 2;
    const banner = this.#awaitsBanner ? !isHeader(held, 0, end) : beginsWith(held, 0, end, GREETING);
    this.#onPacket(new AmiPacket(held, 0, end, banner, true));
  }

  /** Nothing is reported any more, not even what is left of the chunk at hand. */
  stop(): void {
    this.#stopped = true;
    this.#held = null;
  }

  #readInPlace(chunk: Buffer, from: number): number {
    const start = skipLineEnds(chunk, from);
    if (start === chunk.length) return start;
    const delimiter = this.#delimiter(chunk, start, chunk.length);
    const found = chunk.indexOf(delimiter, start);
    if (found === -1) {
      const rest = chunk.length - start;
      this.#held = Buffer.allocUnsafeSlow(Math.max(1024, rest * 2));
      chunk.copy(this.#held, 0, start);
      this.#heldLength = rest;
      this.#checkSize(rest);
      return chunk.length;
    }
    this.#emit(chunk, start, found, delimiter);
    return found + delimiter.length;
  }

  #readHeld(held: Buffer, chunk: Buffer, from: number): number {
    const before = this.#heldLength;
    const taken = Math.min(PIECE, chunk.length - from);
    const length = before + taken;
    const bytes = length <= held.length ? held : grow(held, before, length);
    chunk.copy(bytes, before, from, from + taken);
    const delimiter = this.#delimiter(bytes, 0, length);
    // The delimiter may have begun in what was held before.
    const found = bytes.subarray(0, length).indexOf(delimiter, Math.max(0, before - COMMAND_END.length));
    if (found === -1) {
      this.#held = bytes;
      this.#heldLength = length;
      this.#checkSize(length);
      return from + taken;
    }
    this.#held = null;
    this.#emit(bytes, 0, found, delimiter);
    return from + taken - (length - found - delimiter.length);
  }

  /**
   * What ends the packet that begins at `start`. While too few bytes have come to tell, any answer will do: none of the delimiters can be
   * among bytes that are a beginning of `Event:`, `Response: Follows` or the greeting.
   */
  #delimiter(bytes: Buffer, start: number, end: number): Buffer {
    if (this.#awaitsBanner) {
      if (!isHeader(bytes, start, end)) return LINE_FEED;
      this.#awaitsBanner = false;
    }
    if (beginsWith(bytes, start, end, GREETING)) return LINE_FEED;
    return beginsWith(bytes, start, end, FOLLOWS) ? COMMAND_END : BLANK_LINE;
  }

  #emit(bytes: Buffer, start: number, found: number, delimiter: Buffer): void {
    this.#checkSize(found - start);
    const banner = delimiter === LINE_FEED;
    this.#awaitsBanner = false;
    // A command's end marker belongs to its text, and a banner may end with a bare line feed.
    let end = found;
    if (delimiter === COMMAND_END) end += END_OF_COMMAND.length;
    else if (banner && found > start && bytes[found - 1] === 13) end -= 1;
    this.#onPacket(new AmiPacket(bytes, start, end, banner, false));
  }

  #checkSize(length: number): void {
    if (this.#awaitsBanner) {
      if (length <= this.#maxBannerBytes) return;
      this.stop();
      throw new AmiError(
        'not-asterisk',
        'What answers there is not the Asterisk manager interface: it did not greet with a line of text.',
      );
    }
    if (length <= this.#maxPacketBytes) return;
    this.stop();
    const limit = Math.round(this.#maxPacketBytes / 1024 / 1024);
    throw new AmiError(
      'packet-too-large',
      `The server sent more than ${limit} MB without ending its message, so the connection was given up.`,
    );
  }
}

/** Whether the stream begins with an event or a reply in place of a banner. */
function isHeader(bytes: Buffer, start: number, end: number): boolean {
  return beginsWith(bytes, start, end, EVENT) || beginsWith(bytes, start, end, RESPONSE);
}

/** Compares with a lower-case prefix without regard to case. */
function beginsWith(bytes: Buffer, start: number, end: number, prefix: Buffer): boolean {
  if (end - start < prefix.length) return false;
  for (let index = 0; index < prefix.length; index += 1) {
    const byte = bytes[start + index] ?? 0;
    const folded = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    if (folded !== prefix[index]) return false;
  }
  return true;
}

function skipLineEnds(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] === 13 || bytes[at] === 10)) at += 1;
  return at;
}

function grow(held: Buffer, used: number, needed: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(needed, held.length * 2));
  held.copy(larger, 0, 0, used);
  return larger;
}
