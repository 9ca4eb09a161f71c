import { createReadStream } from 'node:fs';
import type { AmiPacket } from '../ami/packet.ts';
import { PacketReader } from '../ami/packet-reader.ts';

/** A recording is trusted with more than a server is: nothing of it may be lost. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The packets of a recorded stream in order, the banner first. `file` is a path, or `-` for standard input. Rejects when it cannot be read. */
export async function* readPackets(file: string): AsyncGenerator<AmiPacket> {
  let packets: AmiPacket[] = [];
  const reader = new PacketReader({
    onPacket: (packet) => {
      packets.push(packet);
    },
    maxPacketBytes: MAX_BYTES,
    maxBannerBytes: MAX_BYTES,
  });
  const source = file === '-' ? process.stdin : createReadStream(file);
  for await (const chunk of source) {
    reader.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    yield* packets;
    packets = [];
  }
  reader.end();
  yield* packets;
}
