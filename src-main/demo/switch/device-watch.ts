import type { Clock } from '../clock.ts';
import type { Fields } from '../wire/packet.ts';
import { type DeviceState, extensionStatus } from './device-state.ts';
import type { Emit } from './switch.ts';

export interface Hint {
  readonly exten: string;
  readonly context: string;
  readonly device: string;
}

export function hintFields(hint: Hint, state: DeviceState): Fields {
  const [status, text] = extensionStatus(state);
  return [
    ['Exten', hint.exten],
    ['Context', hint.context],
    ['Hint', hint.device],
    ['Status', status],
    ['StatusText', text],
  ];
}

/**
 * Tells of changed device states, hints and queue members. As in Asterisk that is work put off to another thread:
 * it comes a moment after the channel's own event, and states that came and went in between are never told.
 */
export class DeviceWatch {
  readonly #clock: Clock;
  readonly #emit: Emit;
  readonly #hints: readonly Hint[];
  readonly #stateOf: (device: string) => DeviceState;
  readonly #memberStatuses: (device: string) => readonly Fields[];
  readonly #told = new Map<string, DeviceState>();
  readonly #due = new Set<string>();

  constructor(parts: {
    readonly clock: Clock;
    readonly emit: Emit;
    readonly hints: readonly Hint[];
    readonly stateOf: (device: string) => DeviceState;
    readonly memberStatuses: (device: string) => readonly Fields[];
  }) {
    this.#clock = parts.clock;
    this.#emit = parts.emit;
    this.#hints = parts.hints;
    this.#stateOf = parts.stateOf;
    this.#memberStatuses = parts.memberStatuses;
  }

  /** Something about a device's channels changed. */
  changed(device: string): void {
    if (!this.#told.has(device)) this.#told.set(device, 'NOT_INUSE');
    if (this.#due.has(device)) return;
    this.#due.add(device);
    this.#clock.after(1, () => {
      this.#due.delete(device);
      this.#tell(device);
    });
  }

  #tell(device: string): void {
    const state = this.#stateOf(device);
    if (this.#told.get(device) === state) return;
    this.#told.set(device, state);
    this.#emit('call', 'DeviceStateChange', [
      ['Device', device],
      ['State', state],
    ]);
    for (const hint of this.#hints) {
      if (hint.device === device) this.#emit('call', 'ExtensionStatus', hintFields(hint, state));
    }
    for (const fields of this.#memberStatuses(device)) this.#emit('agent', 'QueueMemberStatus', fields);
  }
}
