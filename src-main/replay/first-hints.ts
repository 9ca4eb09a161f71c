import type { AmiPacket } from '../ami/packet.ts';

/**
 * The hints that a recording tells, as each was told first. Asterisk tells one only when the state of its devices changes, and later than the
 * events of the call that changed it; whose a phone is was so from the recording's beginning.
 */
export class FirstHints {
  readonly #found = new Map<string, string>();

  onPacket(packet: AmiPacket): void {
    if (packet.kind !== 'event' && packet.kind !== 'response') return;
    const extension = packet.get('Exten');
    const hint = packet.get('Hint');
    if (extension !== undefined && hint !== undefined && !this.#found.has(extension)) this.#found.set(extension, hint);
  }

  /** By extension. */
  get found(): ReadonlyMap<string, string> {
    return this.#found;
  }
}
