import { app, Menu, Tray } from 'electron';
import type { AppState } from '../companion/view.ts';
import type { Log } from '../diagnostics/log.ts';
import { trayIcon } from './app-icon.ts';
import { menuLabel, wordsFor } from './state-words.ts';

/**
 * The icon in the system's tray: what is going on, in words, and the way to open and to quit. A convenience and never the only way:
 * many desktops have no tray, and none of them says so.
 */
export class SystemTray {
  readonly #tray: Tray | undefined;
  readonly #openMain: () => void;
  #words = '';

  constructor(openMain: () => void, log: Pick<Log, 'warning'>) {
    this.#openMain = openMain;
    try {
      this.#tray = new Tray(trayIcon());
      this.#tray.on('click', openMain);
    } catch (error) {
      log.warning(`this desktop has no tray: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
  }

  get exists(): boolean {
    return this.#tray !== undefined;
  }

  show(state: AppState): void {
    const words = wordsFor(state);
    if (!this.#tray || words === this.#words) return;
    this.#words = words;
    this.#tray.setToolTip(`Sidetone: ${words}`);
    // On Linux a menu that changes has to be set anew.
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: menuLabel(words), enabled: false },
        { type: 'separator' },
        { label: 'Open Sidetone', click: this.#openMain },
        { label: 'Quit Sidetone', click: () => app.quit() },
      ]),
    );
  }

  destroy(): void {
    this.#tray?.destroy();
  }
}
