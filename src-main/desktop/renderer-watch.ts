import type { BrowserWindow } from 'electron';
import type { Log } from '../diagnostics/log.ts';

/** A page that ends more often than this within the time below is left alone: loading it once more would not mend it. */
const MOST_RELOADS = 3;
const WITHIN = 60_000;

/** Loads a window's page again when its process has died: a pop window without a page would mean calls that nobody sees. */
export function reloadWhenGone(window: BrowserWindow, log: Pick<Log, 'error'>): void {
  let reloads: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error(`the process of the window "${window.getTitle()}" ended: ${reason} (${exitCode})`);
    const now = Date.now();
    reloads = reloads.filter((at) => now - at < WITHIN);
    if (reason === 'clean-exit' || reloads.length >= MOST_RELOADS || window.isDestroyed()) return;
    reloads = [...reloads, now];
    window.webContents.reload();
  });
}
