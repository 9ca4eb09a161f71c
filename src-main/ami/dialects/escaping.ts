import type { AmiPacket } from '../packet.ts';

/** Escaped wherever a channel's snapshot is written (`manager_channels.c`, `ast_manager_build_channel_state_string_prefix`), with any prefix. */
const ENDINGS = ['calleridname', 'connectedlinename', 'chanvariable'];
/** Written by hand from the same data, unescaped (`QueueEntry` too, though its names end alike). */
const NEVER = new Set(['effectiveconnectedlinename']);

/** Events that carry such keys without a snapshot, written as they are. */
const PLAIN_EVENTS = new Set(['OriginateResponse', 'QueueEntry', 'CEL']);

/** Further keys that single events escape. */
const IN_EVENT: ReadonlyMap<string, readonly string[]> = new Map([
  ['VarSet', ['value']],
  ['PresenceStateChange', ['subtype', 'message']],
  ['PresenceStatus', ['subtype', 'message']],
]);

/** Whether Asterisk (13.5 and later) C-escapes this header of this event. */
export function isEscaped(packet: AmiPacket, key: string): boolean {
  const folded = key.toLowerCase();
  if (IN_EVENT.get(packet.name)?.includes(folded) === true) return true;
  if (NEVER.has(folded) || PLAIN_EVENTS.has(packet.name) || !ENDINGS.some((ending) => folded.endsWith(ending)))
    return false;
  // The body of a user event is its sender's own text; only a snapshot in front of it is Asterisk's.
  return packet.name !== 'UserEvent' || packet.get('Uniqueid') !== undefined;
}

const MEANINGS: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Undoes `ast_escape_c` (main/utils.c): `\a \b \f \n \r \t \v \\ \' \" \?`. Any other backslash stays. */
export function unescape(value: string): string {
  return value.replace(/\\([abfnrtv\\'"?])/g, (_, letter: string) => MEANINGS[letter] ?? letter);
}
