import { connect, type Socket } from 'node:net';
import { AmiError } from './error.ts';
import type { ConnectTransport, Transport, TransportHandlers } from './transport.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The operating system's own probes find a dead peer even where nobody pings. */
const KEEP_ALIVE_AFTER_MS = 30_000;

/** Plain TCP, as on port 5038: whoever is on the way can read everything but the secret. */
export function tcpTransport(address: Address): ConnectTransport {
  return (handlers, signal) =>
    new Promise((resolve, reject) => {
      const socket = dial(address);
      const abort = (): void => {
        socket.destroy();
        reject(unreachable(address, signal.reason));
      };
      const refuse = (error: Error): void => {
        signal.removeEventListener('abort', abort);
        reject(unreachable(address, error));
      };
      if (signal.aborted) {
        abort();
        return;
      }
      signal.addEventListener('abort', abort, { once: true });
      socket.once('error', refuse);
      socket.once('connect', () => {
        signal.removeEventListener('abort', abort);
        socket.removeListener('error', refuse);
        resolve(new TcpTransport(socket, handlers));
      });
    });
}

/** Node refuses some addresses (a port of 70000) by throwing. */
function dial(address: Address): Socket {
  try {
    return connect({ ...address, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS });
  } catch (error) {
    throw unreachable(address, error);
  }
}

class TcpTransport implements Transport {
  readonly encrypted = false;
  readonly #socket: Socket;

  constructor(socket: Socket, handlers: TransportHandlers) {
    this.#socket = socket;
    let failure: AmiError | null = null;
    socket.on('data', (bytes: Buffer) => {
      handlers.onBytes(bytes);
    });
    socket.on('error', (error) => {
      failure = new AmiError('disconnected', `The connection to the PBX broke: ${reasonOf(error)}.`, { cause: error });
    });
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      handlers.onClose(failure);
    });
  }

  write(bytes: Buffer): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }

  close(): void {
    this.#socket.removeAllListeners();
    // A socket may still report an error while it goes; nobody is interested any more.
    this.#socket.on('error', () => undefined);
    this.#socket.destroy();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (is the manager interface enabled, and is it this port?)',
  ENOTFOUND: 'this name is not known',
  EAI_AGAIN: 'the name could not be looked up (is the network up?)',
  ETIMEDOUT: 'there was no answer in time',
  EHOSTUNREACH: 'there is no way to this host',
  ENETUNREACH: 'the network is not reachable',
  ENETDOWN: 'the network is down',
  ECONNRESET: 'the other side reset it',
  EPIPE: 'the other side closed it',
  EACCES: 'this computer does not permit it',
};

function unreachable(address: Address, cause: unknown): AmiError {
  if (cause instanceof AmiError) return cause;
  return new AmiError('unreachable', `Cannot reach ${address.host}, port ${address.port}: ${reasonOf(cause)}.`, {
    cause,
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it was called off';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ?? (error.message === '' ? code : error.message);
}
