import { BrowserWindow, screen } from 'electron';
import type { MessageName, Messages } from '../bridge/contract.ts';
import { ORIGIN } from './app-files.ts';
import { windowIcon } from './app-icon.ts';
import { safeWebPreferences } from './web-security.ts';
import { placeWithin, readWindowState, writeWindowState } from './window-state.ts';

const OPENING = { width: 420, height: 760 };
const SMALLEST = { width: 360, height: 480 };

export interface MainWindowParts {
  readonly preload: string;
  /** Where the window's position is kept between two starts. */
  readonly stateFile: string;
  readonly isQuitting: () => boolean;
  /** The window was closed for the first time on this profile, and Sidetone goes on running. */
  readonly onFirstClose: () => void;
}

/** The main window. It is made once; closing hides it, so that calls still pop and it is there again at once. */
export class MainWindow {
  readonly browserWindow: BrowserWindow;
  readonly #parts: MainWindowParts;
  #target: Messages['window/show'] | undefined;
  #loaded = false;

  constructor(parts: MainWindowParts) {
    this.#parts = parts;
    const state = readWindowState(parts.stateFile);
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const bounds = state.bounds && placeWithin(state.bounds, areas);
    this.browserWindow = new BrowserWindow({
      ...(bounds ?? OPENING),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Sidetone',
      icon: windowIcon(),
      show: false,
      autoHideMenuBar: true,
      webPreferences: safeWebPreferences(parts.preload),
    });
    this.browserWindow.once('ready-to-show', () => this.browserWindow.show());
    this.browserWindow.webContents.once('did-finish-load', () => {
      this.#loaded = true;
      if (this.#target) this.send('window/show', this.#target);
    });
    this.browserWindow.on('close', (event) => this.#close(event));
  }

  async load(): Promise<void> {
    await this.browserWindow.loadURL(`${ORIGIN}/main/index.html`);
  }

  /** Brings the window to the front, and has it show a call or a page where one is given. */
  show(target?: Messages['window/show']): void {
    const window = this.browserWindow;
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    if (!target) return;
    if (this.#loaded) this.send('window/show', target);
    else this.#target = target;
  }

  send<Name extends MessageName>(name: Name, message: Messages[Name]): void {
    if (!this.browserWindow.isDestroyed()) this.browserWindow.webContents.send(name, message);
  }

  #close(event: Electron.Event): void {
    const { stateFile, isQuitting, onFirstClose } = this.#parts;
    const quitting = isQuitting();
    // First of all: where anything below fails, the window must not be gone for good.
    if (!quitting) event.preventDefault();
    const before = readWindowState(stateFile);
    writeWindowState(stateFile, {
      bounds: this.browserWindow.getNormalBounds(),
      toldOfClosing: before.toldOfClosing || !quitting,
    });
    if (quitting) return;
    this.browserWindow.hide();
    if (!before.toldOfClosing) onFirstClose();
  }
}
