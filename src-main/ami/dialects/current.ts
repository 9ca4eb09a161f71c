import type { AmiEvent } from '../event.ts';
import type { AmiPacket } from '../packet.ts';
import type { Dialect } from './dialect.ts';
import { isEscaped, unescape } from './escaping.ts';

export interface CurrentDialectOptions {
  /** Names and variable values come C-escaped. */
  readonly escaped: boolean;
  /** Items after which their list is over, Complete event or not. */
  readonly lastItems: readonly string[];
}

/** The vocabulary of Asterisk 13 to 23. Nothing is decoded before it is asked for. */
export function currentDialect({ escaped, lastItems }: CurrentDialectOptions): Dialect {
  return {
    translate: (packet, emit) => {
      emit(new CurrentEvent(packet, escaped));
    },
    translateItem: (packet) => new CurrentEvent(packet, escaped),
    endsList: (packet) => lastItems.includes(packet.name),
  };
}

class CurrentEvent implements AmiEvent {
  readonly #packet: AmiPacket;
  readonly #escaped: boolean;

  constructor(packet: AmiPacket, escaped: boolean) {
    this.#packet = packet;
    this.#escaped = escaped;
  }

  get name(): string {
    return this.#packet.name;
  }

  get(key: string): string | undefined {
    const value = this.#packet.get(key);
    if (value === undefined || value === '' || value === '<unknown>') return undefined;
    return this.#escaped && value.includes('\\') && isEscaped(this.#packet, key) ? unescape(value) : value;
  }

  all(key: string): readonly string[] {
    const values = this.#packet.all(key);
    return this.#escaped && isEscaped(this.#packet, key) ? values.map(unescape) : values;
  }
}
