import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { AmiPacket } from '../../src-main/ami/packet.ts';
import { PacketReader } from '../../src-main/ami/packet-reader.ts';
import { CallsReplay, type CallLine, type CallsSummary } from '../../src-main/replay/calls-replay.ts';
import { FirstHints } from '../../src-main/replay/first-hints.ts';
import type { Me } from '../../src-main/calls/call.ts';

export const recordingsFolder = fileURLToPath(new URL('../fixtures/scenarios/', import.meta.url));

function pathOf(version: string, name: string): string {
  return `${recordingsFolder}${version}/${name}.ami.gz`;
}

export function isRecorded(version: string, name: string): boolean {
  return existsSync(pathOf(version, name));
}

/** The bytes that the server sent. */
export function recordedBytes(version: string, name: string): Buffer {
  return gunzipSync(readFileSync(pathOf(version, name)));
}

export function packetsOf(bytes: Buffer): readonly AmiPacket[] {
  const packets: AmiPacket[] = [];
  const reader = new PacketReader({
    onPacket: (packet) => {
      packets.push(packet);
    },
  });
  reader.push(bytes);
  reader.end();
  return packets;
}

/** Extensions and, with a slash in them, devices. */
export function meOf(names: readonly string[]): Me {
  return {
    extensions: names.filter((name) => !name.includes('/')),
    devices: names.filter((name) => name.includes('/')),
  };
}

export interface Replayed {
  readonly lines: readonly CallLine[];
  readonly summary: CallsSummary;
}

export function replay(packets: readonly AmiPacket[], me: Me): Replayed {
  const hints = new FirstHints();
  for (const packet of packets) hints.onPacket(packet);
  const calls = new CallsReplay(me, hints.found);
  const lines = packets.flatMap((packet) => calls.onPacket(packet));
  return { lines, summary: calls.summary() };
}
