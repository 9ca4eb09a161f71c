import type { AmiEvent } from '../event.ts';
import type { AmiPacket } from '../packet.ts';
import type { Dialect } from './dialect.ts';
import { isEscaped, unescape } from './escaping.ts';

/** The vocabulary of Asterisk 13 to 23. Nothing is decoded before it is asked for. */
export function currentDialect(options: { readonly escaped: boolean }): Dialect {
  const { escaped } = options;
  return {
    translate: (packet, emit) => {
      emit(new CurrentEvent(packet, escaped));
    },
    translateItem: (packet) => new CurrentEvent(packet, escaped),
    endsList: () => false,
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
