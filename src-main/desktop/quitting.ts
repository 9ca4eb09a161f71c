import { app } from 'electron';
import type { Log } from '../diagnostics/log.ts';

/** How long the parts may take to come to an end, in milliseconds. Then the program ends without them. */
const PATIENCE = 5000;

/** Ends the program in order, by whichever way Quit was asked for: menu, tray, Settings, Ctrl+C, the end of the session. */
export class Quitting {
  #state: 'running' | 'ending' | 'ended' = 'running';

  /** @param end ends every part; the program exits when it resolves */
  constructor(end: () => Promise<void>, log: Pick<Log, 'warning'>) {
    app.on('before-quit', (event) => {
      if (this.#state === 'ended') return;
      event.preventDefault();
      if (this.#state === 'ending') return;
      this.#state = 'ending';
      void withinPatience(end)
        .catch((error: unknown) => log.warning(`not everything ended in order: ${String(error)}`))
        .then(() => {
          this.#state = 'ended';
          app.quit();
        });
    });
  }

  get started(): boolean {
    return this.#state !== 'running';
  }
}

async function withinPatience(end: () => Promise<void>): Promise<void> {
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
