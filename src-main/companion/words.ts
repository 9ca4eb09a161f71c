import type { ConnectionState } from '../ami/connection.ts';
import type { Via } from '../calls/call.ts';
import type { ConnectionView } from './view.ts';

/** A connection's state for a person. `amiVersion` is the last one known. */
export function connectionView(state: ConnectionState, server: string, amiVersion: string | null): ConnectionView {
  const base = { phase: state.phase, encrypted: false, retryAt: null, amiVersion };
  switch (state.phase) {
    case 'connecting':
      return { ...base, words: `Connecting to ${server} …` };
    case 'connected': {
      const { asteriskVersion } = state.capabilities;
      const what =
        asteriskVersion === null ? `Asterisk (manager interface ${state.amiVersion})` : `Asterisk ${asteriskVersion}`;
      return { ...base, words: `Connected to ${what}`, encrypted: state.encrypted, amiVersion: state.amiVersion };
    }
    case 'waiting':
      return { ...base, words: state.error.message, retryAt: state.retryAt };
    case 'refused':
      return { ...base, words: state.error.message };
    case 'stopped':
    default:
      return { ...base, words: 'Not connected' };
  }
}

/** How a call came, in words; `nameOf` gives the name of a number's owner, where it is known. */
export function viaWords(via: Via, nameOf: (number: string) => string | null): string {
  const named = (who: string): string => nameOf(who) ?? who;
  const parts: string[] = [];
  if (via.queue !== undefined) parts.push(`via ${via.queue}`);
  if (via.group !== undefined) parts.push(`via group ${via.group}`);
  if (via.transferredBy !== undefined) parts.push(`transferred by ${named(via.transferredBy)}`);
  if (via.forwardedBy !== undefined) parts.push(`forwarded by ${named(via.forwardedBy)}`);
  if (via.pickedUpFrom !== undefined) parts.push(`picked up from ${named(via.pickedUpFrom)}`);
  if (via.parkedBy !== undefined) parts.push(`parked by ${named(via.parkedBy)}`);
  if (via.did !== undefined) parts.push(`called ${via.did}`);
  return parts.join(' · ');
}
