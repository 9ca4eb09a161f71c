import type { Socket } from 'node:net';

/** Where a session's bytes go. */
export interface Output {
  readonly open: boolean;
  write(bytes: string | Uint8Array): void;
  /** Closes once all that was written is sent. */
  end(): void;
}

export function directOutput(socket: Socket): Output {
  return {
    get open() {
      return !socket.destroyed && socket.writable;
    },
    write: (bytes) => void socket.write(bytes),
    end: () => void socket.end(),
  };
}

/** Sends everything in pieces of `size` bytes, each by itself: what a slow or busy network makes of a stream. */
export function piecewiseOutput(socket: Socket, size: number): Output {
  const direct = directOutput(socket);
  let waiting = Buffer.alloc(0);
  let ending = false;
  let pumping = false;
  const pump = (): void => {
    pumping = waiting.length > 0;
    if (!pumping) {
      if (ending) direct.end();
      return;
    }
    direct.write(waiting.subarray(0, size));
    waiting = waiting.subarray(size);
    setImmediate(pump);
  };
  return {
    get open() {
      return direct.open && !ending;
    },
    write(bytes) {
      waiting = Buffer.concat([waiting, Buffer.from(bytes)]);
      if (!pumping) pump();
    },
    end() {
      ending = true;
      if (!pumping) direct.end();
    },
  };
}
