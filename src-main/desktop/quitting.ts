import { app, session } from 'electron';
import type { Log } from '../diagnostics/log.ts';

/** How long one part may take to come to an end, in milliseconds. The others then end without it. */
const PATIENCE = 2000;

/** How long the windows may take to close, in milliseconds: a page that does not answer is not waited for. */
const WINDOWS_PATIENCE = 2000;

/** Something that comes to an end before the program does. */
export interface EndingPart {
  /** For the log. */
  readonly name: string;
  readonly end: () => void | Promise<void>;
}

export interface QuittingOptions {
  /** In the order in which they end. A part that fails or hangs keeps none of the others from ending. */
  readonly parts: readonly EndingPart[];
  /** Whether a thread of this process still waits for another program, for the keychain say. The process would wait for the thread. */
  readonly hangs: () => boolean;
  readonly log: Pick<Log, 'warning'>;
}

/** Ends the program in order, by whichever way Quit was asked for: menu, tray, Settings, Ctrl+C, the end of the session. */
export class Quitting {
  #state: 'running' | 'ending' | 'ended' = 'running';
  readonly #options: QuittingOptions;

  constructor(options: QuittingOptions) {
    this.#options = options;
    app.on('before-quit', (event) => {
      if (this.#state === 'ended') return;
      event.preventDefault();
      if (this.#state === 'ending') return;
      this.#state = 'ending';
      void this.#end();
    });
    app.once('quit', () => this.#leave());
  }

  get started(): boolean {
    return this.#state !== 'running';
  }

  async #end(): Promise<void> {
    const { parts, log } = this.#options;
    for (const { name, end } of parts) {
      try {
        await withinPatience(end);
      } catch (error) {
        log.warning(`at the end: ${name} did not end in order`, error);
      }
    }
    this.#state = 'ended';
    setTimeout(() => {
      log.warning('at the end: a window did not close');
      app.exit(0);
    }, WINDOWS_PATIENCE);
    app.quit();
  }

  /** The last that is done. Leaving by `exit` joins every thread, also one that waits for a person to unlock the keychain. */
  #leave(): void {
    const { hangs, log } = this.#options;
    if (!hangs()) return;
    log.warning('at the end: the keychain still does not answer; the process ends without it');
    session.defaultSession.flushStorageData();
    process.kill(process.pid, 'SIGKILL');
  }
}

async function withinPatience(end: EndingPart['end']): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    await Promise.race([end(), patience]);
  } finally {
    clearTimeout(timer);
  }
}
