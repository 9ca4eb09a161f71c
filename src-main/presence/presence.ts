import type { AmiEvent } from '../ami/event.ts';

export type PresenceState = 'available' | 'ringing' | 'busy' | 'held' | 'offline' | 'unknown';

/** What is known of extensions (by number) and devices (by `TECH/peer`). Immutable. */
export interface Presence {
  readonly extensions: ReadonlyMap<string, PresenceState>;
  readonly devices: ReadonlyMap<string, PresenceState>;
}

export const NOBODY: Presence = { extensions: new Map(), devices: new Map() };

/**
 * Takes `ExtensionStatus` and `DeviceStateChange`, live or as an item of `ExtensionStateList` and `DeviceStateList`.
 * Gives the same object back when nothing changed.
 */
export function applyPresence(presence: Presence, event: AmiEvent): Presence {
  if (event.name === 'ExtensionStatus') {
    const number = event.get('Exten');
    if (number === undefined) return presence;
    const extensions = put(presence.extensions, number, stateOfExtension(event.get('Status')));
    return extensions === presence.extensions ? presence : { ...presence, extensions };
  }
  if (event.name === 'DeviceStateChange') {
    const device = event.get('Device');
    if (device === undefined) return presence;
    const devices = put(presence.devices, device, DEVICE_STATES[event.get('State') ?? ''] ?? 'unknown');
    return devices === presence.devices ? presence : { ...presence, devices };
  }
  return presence;
}

/** The bits of AST_EXTENSION_* (include/asterisk/pbx.h): 1 in use, 2 busy, 4 unavailable, 8 ringing, 16 on hold; -1 deactivated, -2 removed. */
function stateOfExtension(status: string | undefined): PresenceState {
  const bits = Number(status);
  if (status === undefined || !Number.isInteger(bits) || bits < 0) return 'unknown';
  if ((bits & 8) !== 0) return 'ringing';
  if ((bits & 3) !== 0) return 'busy';
  if ((bits & 16) !== 0) return 'held';
  if ((bits & 4) !== 0) return 'offline';
  return 'available';
}

/** ast_devstate_str (main/devicestate.c). */
const DEVICE_STATES: Readonly<Record<string, PresenceState>> = {
  NOT_INUSE: 'available',
  INUSE: 'busy',
  BUSY: 'busy',
  RINGING: 'ringing',
  RINGINUSE: 'ringing',
  ONHOLD: 'held',
  UNAVAILABLE: 'offline',
  INVALID: 'offline',
};

function put(
  map: ReadonlyMap<string, PresenceState>,
  key: string,
  state: PresenceState,
): ReadonlyMap<string, PresenceState> {
  return map.get(key) === state ? map : new Map(map).set(key, state);
}
