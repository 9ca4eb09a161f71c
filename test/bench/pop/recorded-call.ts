import { readFileSync } from 'node:fs';

/** One call's packets in three acts. Each is text that can be written to a socket as it is. */
export interface RecordedCall {
  /** What comes before the phone rings. */
  readonly prelude: string;
  /** The one event that makes the pop come: the phone rings. */
  readonly deciding: string;
  /** The caller gives up. */
  readonly end: string;
}

function eventsOf(name: string): readonly string[] {
  const path = new URL(`../../fixtures/recordings/22/${name}.companion.ami`, import.meta.url);
  return readFileSync(path, 'utf8')
    .split(/\r\n(?:\r\n)+/)
    .map((packet) => `${packet}\r\n\r\n`)
    .filter((packet) => packet.startsWith('Event: ') && packet.includes('\r\nPrivilege: '))
    .filter((packet) => !/^Event: (TestEvent|FullyBooted)\r\n/.test(packet));
}

const inbound = eventsOf('11-inbound-missed-caller-gives-up');
const internal = eventsOf('17-internal-call');

/** Makes a recorded call one of its own: other channels, other Uniqueids. */
function renumber(packet: string, call: number): string {
  return packet
    .replace(/\b1795417\d{3}\.(\d+)/g, (_all, channel: string) => `${1_800_000_000 + call}.${channel}`)
    .replace(
      /-([0-9a-f]{8})\b/g,
      (_all, channel: string) =>
        `-${((call << 8) | (Number.parseInt(channel, 16) & 0xff)).toString(16).padStart(8, '0')}`,
    );
}

/** A call from the trunk to 1001, as Asterisk 22 told of it, from a caller of this name. */
export function incomingCall(call: number, callerName: string): RecordedCall {
  const packets = inbound.map((packet) => renumber(packet, call).replaceAll('Gives Up', callerName));
  const rings = packets.findIndex(
    (packet) => packet.startsWith('Event: Newstate') && packet.includes('\r\nChannel: PJSIP/1001-'),
  );
  const deciding = packets[rings];
  if (deciding === undefined) throw new Error('The recorded call does not ring.');
  const gone = packets.findIndex((packet) => packet.startsWith('Event: HangupRequest'));
  const isState = (packet: string): boolean => /^Event: (ExtensionStatus|DeviceStateChange)/.test(packet);
  return {
    // Whether device states come before or behind the ringing is left to chance by Asterisk; here they come behind it.
    prelude: packets
      .slice(0, rings)
      .filter((packet) => !isState(packet))
      .join(''),
    deciding,
    end: packets.slice(gone).join(''),
  };
}

/** A call between two people who are not me, event by event. */
export function foreignCall(call: number): readonly string[] {
  const [one, other] = [3000 + (call % 400), 3400 + (call % 400)];
  return internal.map((packet) =>
    renumber(packet, call).replaceAll('1001', String(one)).replaceAll('1003', String(other)),
  );
}
