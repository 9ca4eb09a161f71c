import type { ConnectTransport, TransportHandlers } from '../../../src-main/ami/transport.ts';
import type { AmiError } from '../../../src-main/ami/error.ts';
import { BANNER } from './reading.ts';

export interface Received {
  readonly action: string;
  readonly actionId: string;
  get(key: string): string | undefined;
  readonly text: string;
}

/**
 * The far end of a transport in memory: what a server would receive, and whatever it may say. For the order and the shape of answers,
 * old versions' among them; faults of real sockets are in faults.test.ts.
 */
export class Peer {
  readonly received: Received[] = [];
  closed = false;
  encrypted = false;
  #handlers: TransportHandlers | null = null;
  /** What it does with each action at once; nothing by default. */
  answer: (action: Received) => void = () => undefined;

  readonly connect: ConnectTransport = async (handlers) => {
    this.#handlers = handlers;
    return {
      encrypted: this.encrypted,
      write: (bytes) => {
        const action = parse(bytes.toString('utf8'));
        this.received.push(action);
        queueMicrotask(() => this.answer(action));
      },
      close: () => {
        this.closed = true;
        this.#handlers = null;
      },
    };
  };

  greet(version = '11.0.0'): void {
    this.say(BANNER.replace('11.0.0', version));
  }

  say(text: string | Buffer): void {
    this.#handlers?.onBytes(Buffer.from(text));
  }

  /** A packet from its lines. */
  packet(...lines: readonly string[]): void {
    this.say(`${lines.join('\r\n')}\r\n\r\n`);
  }

  hangUp(error: AmiError | null = null): void {
    const handlers = this.#handlers;
    this.#handlers = null;
    handlers?.onClose(error);
  }

  get last(): Received {
    const last = this.received.at(-1);
    if (last === undefined) throw new Error('Nothing was received.');
    return last;
  }
}

function parse(text: string): Received {
  const fields = text
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);
  const get = (key: string): string | undefined => fields.find(([name]) => name === key)?.[1];
  return { action: get('Action') ?? '', actionId: get('ActionID') ?? '', get, text };
}
