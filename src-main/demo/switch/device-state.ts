import type { Channel } from './channel.ts';

/** Device states with the numbers and words that hints and queue members give them. */
const STATES = {
  NOT_INUSE: { extension: '0', text: 'Idle', member: '1', endpoint: 'Not in use' },
  INUSE: { extension: '1', text: 'InUse', member: '2', endpoint: 'In use' },
  BUSY: { extension: '2', text: 'Busy', member: '3', endpoint: 'Busy' },
  UNAVAILABLE: { extension: '4', text: 'Unavailable', member: '5', endpoint: 'Unavailable' },
  RINGING: { extension: '8', text: 'Ringing', member: '6', endpoint: 'Ringing' },
  RINGINUSE: { extension: '9', text: 'InUse&Ringing', member: '7', endpoint: 'Ring+Inuse' },
} as const;
export type DeviceState = keyof typeof STATES;

/** A device's state by its channels (Asterisk: main/devicestate.c and chan_pjsip's own counting). */
export function deviceStateOf(device: string, channels: readonly Channel[], reachable: boolean): DeviceState {
  const states = channels.filter((channel) => channel.device === device).map((channel) => channel.state);
  const rings = states.includes('Ringing');
  const talks = states.some((state) => state === 'Up' || state === 'Ring');
  if (rings && talks) return 'RINGINUSE';
  if (rings) return 'RINGING';
  if (talks) return 'INUSE';
  if (states.includes('Busy')) return 'BUSY';
  return reachable ? 'NOT_INUSE' : 'UNAVAILABLE';
}

/** A hint's `Status` and `StatusText`. */
export function extensionStatus(state: DeviceState): readonly [status: string, text: string] {
  return [STATES[state].extension, STATES[state].text];
}

/** A queue member's `Status`. */
export function memberStatus(state: DeviceState): string {
  return STATES[state].member;
}

/** `DeviceState` in PJSIPShowEndpoints. */
export function endpointState(state: DeviceState): string {
  return STATES[state].endpoint;
}
