import type { AmiEvent } from '../event.ts';
import type { AmiPacket } from '../packet.ts';
import { isAtLeast, type AmiVersion } from '../version.ts';
import { currentDialect } from './current.ts';

/**
 * One version's vocabulary, translated into the current one. One object serves one session, so a translator may remember
 * (a channel's Uniqueid by its name, say).
 */
export interface Dialect {
  /** An event outside a list: none, one or several in the current vocabulary. */
  translate(packet: AmiPacket, emit: (event: AmiEvent) => void): void;
  /** An item of a list, its Complete event included. */
  translateItem(packet: AmiPacket): AmiEvent;
  /** Whether this item ends its list although it says so in no way that later versions share. */
  endsList(packet: AmiPacket): boolean;
}

/** The place where the translators of 1.0 to 1.3 (Asterisk 1.2 to 11) and 2.0 (12) are chosen. */
export function chooseDialect(version: AmiVersion): Dialect {
  return currentDialect({
    // Since 13.5 (AMI 2.8); before, a backslash is a backslash.
    escaped: isAtLeast(version, 2, 8),
    // Asterisk 1.2 to 1.6 send no DBGetComplete; where 1.8 does, it is one event more that nobody waits for.
    lastItems: version.major < 2 ? ['DBGetResponse'] : [],
  });
}
