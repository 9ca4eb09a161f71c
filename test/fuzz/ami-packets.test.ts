import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { AmiError } from '../../src-main/ami/error.ts';
import type { AmiPacket } from '../../src-main/ami/packet.ts';
import { PacketReader } from '../../src-main/ami/packet-reader.ts';
import { cut, plain, type Read } from '../unit/ami/reading.ts';
import { recordings } from '../unit/ami/recordings.ts';

const BANNER = Buffer.from('Asterisk Call Manager/11.0.0\r\n');
const TRICKS = [
  '\r',
  '\n',
  '\r\n',
  '\r\n\r\n',
  '\0',
  ':',
  ': ',
  'Response: Follows\r\n',
  '--END COMMAND--',
  '--END COMMAND--\r\n\r\n',
  'Event: ',
  '\xff',
  '\xc3',
];

interface Mutation {
  readonly at: number;
  readonly remove: number;
  readonly insert: Buffer;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  remove: fc.nat(40),
  insert: fc.oneof(
    fc.constantFrom(...TRICKS).map((text) => Buffer.from(text, 'latin1')),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  ),
});

/** A piece of a recording, so that a mutation is never far away. */
const piece = fc.tuple(fc.nat(recordings.length - 1), fc.nat(), fc.nat(1500)).map(([index, start, length]) => {
  const bytes = recordings[index]?.bytes ?? BANNER;
  const from = start % bytes.length;
  return bytes.subarray(from, from + length);
});

const mutated = fc
  .tuple(fc.boolean(), piece, fc.array(mutation, { maxLength: 6 }))
  .map(([greeted, base, mutations]) => {
    let bytes = greeted ? Buffer.concat([BANNER, base]) : base;
    for (const { at, remove, insert } of mutations) {
      const place = at % (bytes.length + 1);
      bytes = Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]);
    }
    return bytes;
  });

/** Everything readable in the chunks, and the code of the error that ended it. */
function read(chunks: readonly Buffer[]): { packets: Read[]; error: string | null } {
  const packets: AmiPacket[] = [];
  const reader = new PacketReader({ onPacket: (packet) => packets.push(packet), maxPacketBytes: 4096 });
  let error: string | null = null;
  try {
    for (const chunk of chunks) reader.push(chunk);
    reader.end();
  } catch (thrown) {
    if (!(thrown instanceof AmiError)) throw thrown;
    error = thrown.code;
  }
  return { packets: packets.map(plain), error };
}

it('reads mutated recordings alike in every chunking: no crash, no packet more or less', () => {
  fc.assert(
    fc.property(mutated, fc.array(fc.nat(), { maxLength: 12 }), (bytes, places) => {
      const whole = read([bytes]);
      const pieces = read(cut(bytes, places));
      // A limit may strike earlier where a packet comes in pieces, never later, and never with other packets before it.
      if (whole.error === null && pieces.error === null) expect(pieces).toEqual(whole);
      else expect(whole.packets.slice(0, pieces.packets.length)).toEqual(pieces.packets);
      const length = whole.packets.reduce((sum, { fields }) => sum + fields.flat().join('').length, 0);
      expect(length).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 10_000 },
  );
});

it('reads rubbish alike in every chunking', () => {
  const rubbish = fc
    .array(fc.constantFrom(...TRICKS, 'a', 'Response: Success', 'ActionID: 1'), { maxLength: 40 })
    .map((parts) => Buffer.from(parts.join(''), 'latin1'));
  fc.assert(
    fc.property(rubbish, (bytes) => {
      const single = [...bytes].map((byte) => Buffer.from([byte]));
      expect(read(single)).toEqual(read([bytes]));
    }),
    { numRuns: 10_000 },
  );
});
