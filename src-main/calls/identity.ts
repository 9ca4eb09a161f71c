import { devicesOfHint } from '../people/devices.ts';
import type { Me } from './call.ts';
import { type ChannelName, deviceKey, isReal } from './device.ts';

/**
 * Which devices are mine, and which are some extension's of this PBX.
 *
 * Given devices decide alone. Without them mine is any technology's peer named like one of my extensions, and what their hints name.
 */
export class Identity {
  #me: Me = { extensions: [], devices: [] };
  #extensions: ReadonlySet<string> = new Set();
  #given: ReadonlySet<string> = new Set();
  /** Devices by hinted extension, folded; kept for everybody, because whoever has a hint is an extension. */
  readonly #hinted = new Map<string, readonly string[]>();

  constructor(me: Me) {
    this.setMe(me);
  }

  setMe(me: Me): void {
    this.#me = me;
    this.#extensions = new Set(me.extensions);
    this.#given = new Set(me.devices.map(deviceKey));
  }

  /** Takes in a hint; `true` when it changes what is mine. */
  learnHint(extension: string | undefined, hint: string | undefined): boolean {
    if (extension === undefined || hint === undefined) return false;
    const devices = devicesOfHint(hint).map(deviceKey);
    const before = this.#hinted.get(extension) ?? [];
    if (devices.length === before.length && devices.every((device, index) => device === before[index])) return false;
    this.#hinted.set(extension, devices);
    return this.#extensions.has(extension) && this.#given.size === 0;
  }

  isMine(name: ChannelName): boolean {
    if (!isReal(name)) return false;
    if (this.#given.size > 0) return this.#given.has(name.device);
    if (this.#extensions.has(name.peer)) return true;
    return this.#me.extensions.some((extension) => this.#hinted.get(extension)?.includes(name.device) === true);
  }

  isMyNumber(number: string | null): boolean {
    return number !== null && this.#extensions.has(number);
  }

  /** A mailbox (`1001@default`, several joined by `&`) of mine. */
  isMyMailbox(mailboxes: string | undefined): boolean {
    const list = mailboxes?.split(',')[0]?.split('&') ?? [];
    return list.some((mailbox) => this.#extensions.has(mailbox.split('@')[0]?.trim() ?? ''));
  }

  /** The device is some extension's: a hint names it. */
  hasHint(name: ChannelName): boolean {
    for (const devices of this.#hinted.values()) {
      if (devices.includes(name.device)) return true;
    }
    return false;
  }
}
