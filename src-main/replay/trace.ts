import { createReadStream } from 'node:fs';
import type { AmiPacket } from '../ami/packet.ts';
import { PacketReader } from '../ami/packet-reader.ts';

/** A recording is trusted with more than a server is: nothing of it may be lost. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A recorded stream that is read more than once: a path, or `-` for standard input, which is kept. Rejects when it cannot be read. */
export async function openTrace(file: string): Promise<() => AsyncGenerator<AmiPacket>> {
  if (file !== '-') return () => readPackets(file);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(bytesOf(chunk));
  return () => packetsIn(chunks);
}

/** The packets of a recorded stream in order, the banner first. `file` is a path, or `-` for standard input. Rejects when it cannot be read. */
export function readPackets(file: string): AsyncGenerator<AmiPacket> {
  return packetsIn(file === '-' ? process.stdin : createReadStream(file));
}

async function* packetsIn(source: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<AmiPacket> {
  let packets: AmiPacket[] = [];
  const reader = new PacketReader({
    onPacket: (packet) => {
      packets.push(packet);
    },
    maxPacketBytes: MAX_BYTES,
    maxBannerBytes: MAX_BYTES,
  });
  for await (const chunk of source) {
    reader.push(bytesOf(chunk));
    yield* packets;
    packets = [];
  }
  reader.end();
  yield* packets;
}

function bytesOf(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}
