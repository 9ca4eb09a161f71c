import type { AmiPacket } from '../../../src-main/ami/packet.ts';
import { PacketReader } from '../../../src-main/ami/packet-reader.ts';

export interface Read {
  readonly kind: string;
  readonly name: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly encoding: string;
  readonly output: string | undefined;
  readonly truncated: boolean;
}

/** Everything that a packet says, as a plain value. */
export function plain(packet: AmiPacket): Read {
  const { kind, name, fields, encoding, output, truncated } = packet;
  return { kind, name, fields, encoding, output, truncated };
}

/** The packets in a stream that comes in these chunks and then ends. */
export function readAll(...chunks: readonly (Buffer | string)[]): Read[] {
  const packets: AmiPacket[] = [];
  const reader = new PacketReader({
    onPacket: (packet) => {
      packets.push(packet);
    },
  });
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  reader.end();
  return packets.map(plain);
}

/** Cuts bytes at these places; places out of range or out of order do no harm. */
export function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...sorted].map((start, index) => bytes.subarray(start, sorted[index] ?? bytes.length));
}

export const BANNER = 'Asterisk Call Manager/11.0.0\r\n';
