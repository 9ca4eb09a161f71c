import { availableParallelism } from 'node:os';
import type { AmiPacket } from '../../src-main/ami/packet.ts';
import { PacketReader } from '../../src-main/ami/packet-reader.ts';
import { relevantEvents } from '../../src-main/calls/relevant-events.ts';
import { recordings } from '../unit/ami/recordings.ts';

/** `npm run --silent bench -- packets`: the packet reader over a long stream of real traffic, beside bare framing and the textbook's way. */

const TOTAL_BYTES = 120_000_000;
const CHUNK_BYTES = 65_536;
const ROUNDS = 5;
const BLANK_LINE = Buffer.from('\r\n\r\n');

function makeChunks(): Buffer[] {
  const bodies = recordings
    .filter(({ name }) => name.startsWith('22/'))
    .map(({ bytes }) => bytes.subarray(bytes.indexOf('\n') + 1));
  const piece = Buffer.concat(bodies);
  const stream = Buffer.concat([
    Buffer.from('Asterisk Call Manager/11.0.0\r\n'),
    ...Array.from({ length: Math.ceil(TOTAL_BYTES / piece.length) }, () => piece),
  ]);
  const count = Math.ceil(stream.length / CHUNK_BYTES);
  // Copies, as a socket would bring them: none shares its memory with the next.
  return Array.from({ length: count }, (_, index) =>
    Buffer.from(stream.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)),
  );
}

const chunks = makeChunks();

function readWith(use: (packet: AmiPacket) => void): void {
  const reader = new PacketReader({ onPacket: use });
  for (const chunk of chunks) reader.push(chunk);
}

let found = 0;
const subjects: Readonly<Record<string, () => void>> = {
  framingOnly: () => {
    for (const chunk of chunks)
      for (let at = chunk.indexOf(BLANK_LINE); at !== -1; at = chunk.indexOf(BLANK_LINE, at + 4)) found += 1;
  },
  namesOnly: () => readWith(({ name }) => (found += name.length)),
  relevantEventsDecoded: () =>
    readWith((packet) => {
      if (relevantEvents.has(packet.name)) found += packet.get('Uniqueid')?.length ?? 0;
    }),
  everythingDecoded: () => readWith((packet) => (found += packet.get('ActionID')?.length ?? 0)),
  /** Splitting text twice: what a first attempt does (and what breaks names across chunks). */
  textbookSplit: () => {
    let rest = '';
    for (const chunk of chunks) {
      const parts = (rest + chunk.toString()).split('\r\n\r\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const fields: Record<string, string> = {};
        for (const line of part.split('\r\n')) {
          const [key = '', value = ''] = line.split(': ', 2);
          fields[key] = value;
        }
        found += fields['ActionID']?.length ?? 0;
      }
    }
  },
};

const times = new Map<string, number[]>(Object.keys(subjects).map((name) => [name, []]));
// Interleaved, so that a busy machine is busy for all of them alike; the first round warms up.
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [name, run] of Object.entries(subjects)) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    if (round > 0) times.get(name)?.push((user + system) / 1000);
  }
}

let packets = 0;
readWith(() => (packets += 1));
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const figures = Object.fromEntries(
  [...times].map(([name, values]) => {
    const cpuMs = median(values);
    return [name, { cpuMs: Math.round(cpuMs), packetsPerSecond: Math.round((packets / cpuMs) * 1000) }];
  }),
);
const megabytes = Math.round(chunks.reduce((sum, { length }) => sum + length, 0) / 1e6);
process.stdout.write(
  `${JSON.stringify({ bench: 'packets', node: process.version, cores: availableParallelism(), megabytes, packets, rounds: ROUNDS, median: figures, found })}\n`,
);
