import { createReadStream } from 'node:fs';
import { chooseDialect } from '../ami/dialects/dialect.ts';
import type { AmiEvent } from '../ami/event.ts';
import type { AmiPacket } from '../ami/packet.ts';
import { PacketReader } from '../ami/packet-reader.ts';
import { parseBanner } from '../ami/version.ts';

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

export interface TraceEvent {
  /** The packet's place in the recording, from 0 for the banner. */
  readonly packet: number;
  readonly event: AmiEvent;
}

/** What a session of AMI 11 says is what a recording without a banner is taken for. */
const PRESENT = { text: '11.0.0', major: 11, minor: 0, patch: 0 };

/** The events of a recorded stream in the current vocabulary, list items among them. */
export async function* readEvents(file: string): AsyncGenerator<TraceEvent> {
  let dialect = chooseDialect(PRESENT);
  let number = -1;
  for await (const packet of readPackets(file)) {
    number += 1;
    if (packet.kind === 'banner') dialect = chooseDialect(parseBanner(packet.name) ?? PRESENT);
    if (packet.kind !== 'event') continue;
    const events: AmiEvent[] = [];
    dialect.translate(packet, (event) => {
      events.push(event);
    });
    for (const event of events) yield { packet: number, event };
  }
}
