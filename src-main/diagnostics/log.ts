import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from './redaction.ts';
import { UNPRINTABLE } from './unprintable.ts';

export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

/** Where what happens is written down. `data` is plain data or an error; secrets are taken out of it. */
export interface Log {
  debug(message: string, data?: unknown): void;
  info(message: string, data?: unknown): void;
  warning(message: string, data?: unknown): void;
  error(message: string, data?: unknown): void;
}

export interface LogOptions {
  /** Made with mode 0700 where it is missing. Holds `sidetone.log` and, once that is full, `sidetone.1.log`. */
  readonly directory: string;
  readonly redactor: Redactor;
  /** What is less severe is not written. */
  readonly level?: LogLevel;
  /** A file is put aside for the next when it has grown to this. */
  readonly maxBytes?: number;
  readonly now?: () => number;
}

const SEVERITY: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warning: 2, error: 3 };

/**
 * A log of JSON lines, mode 0600, in which others' text does no harm to the terminal of whoever reads it. Written synchronously, so that the last line before a crash is there; what is logged is rare.
 * A log that cannot be written stays silent: it must never be what stops the program.
 */
export function openLog(options: LogOptions): Log {
  const { directory, redactor, level = 'info', maxBytes = 1_000_000, now = Date.now } = options;
  const file = join(directory, 'sidetone.log');
  let bytes = prepare(directory, file);

  function write(at: LogLevel, message: string, data?: unknown): void {
    if (SEVERITY[at] < SEVERITY[level]) return;
    const entry = {
      at: new Date(now()).toISOString(),
      level: at,
      message: redactor.text(message),
      data: redactor.data(data),
    };
    const line = `${JSON.stringify(entry).replace(UNPRINTABLE, jsonEscape)}\n`;
    try {
      if (bytes > 0 && bytes + line.length > maxBytes) {
        renameSync(file, join(directory, 'sidetone.1.log'));
        bytes = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      bytes += Buffer.byteLength(line);
    } catch {
      // See above: nothing better can be done here.
    }
  }

  return {
    debug: (message, data) => write('debug', message, data),
    info: (message, data) => write('info', message, data),
    warning: (message, data) => write('warning', message, data),
    error: (message, data) => write('error', message, data),
  };
}

/** JSON itself leaves DEL, the C1 controls and the bidirectional ones as they are. */
function jsonEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function prepare(directory: string, file: string): number {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes > 0) chmodSync(file, 0o600);
    return bytes;
  } catch {
    return 0;
  }
}
