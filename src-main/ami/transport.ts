import type { AmiError } from './error.ts';

/** What a transport reports. Nothing is reported after `onClose`. */
export interface TransportHandlers {
  /** Bytes in any chunking. The transport never reuses the buffer. */
  onBytes(bytes: Buffer): void;
  /** Once, when the way to the server is gone: `null` when the server closed it in order, otherwise why in words. */
  onClose(error: AmiError | null): void;
}

/** A way for bytes to and from one server: TCP now; TLS and AJAM have the same face. */
export interface Transport {
  /** `true` when what passes cannot be read on the way. */
  readonly encrypted: boolean;
  /** Sends, or buffers until it can be sent. Without effect once closed. */
  write(bytes: Buffer): void;
  /** Ends it at once, unsent bytes included; `onClose` is not called for a close asked for here. */
  close(): void;
}

/** Opens a way to the server. Rejects with an `AmiError` (`unreachable`) in words, or when `signal` is aborted. */
export type ConnectTransport = (handlers: TransportHandlers, signal: AbortSignal) => Promise<Transport>;
