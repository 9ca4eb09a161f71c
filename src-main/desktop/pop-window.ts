import { BrowserWindow, screen } from 'electron';
import { selectForPop } from '../bridge/publish.ts';
import type { AppState } from '../companion/view.ts';
import { ORIGIN } from './app-files.ts';
import { POP_WIDTH, placePop } from './pop-place.ts';
import { safeWebPreferences } from './web-security.ts';

/** The height of one card before the page has measured it. */
const FIRST_HEIGHT = 148;

/**
 * The pop: who is calling, in the bottom corner of the screen that the pointer is on, above everything, without ever taking the
 * keyboard from what the user is doing.
 *
 * It is made, loaded and laid out at the start and only shown when a call comes, because making a window takes longer than a
 * person should wait. On Wayland the compositor places it and may put it below other windows; there the notification is what
 * can be relied on.
 */
export class PopWindow {
  readonly browserWindow: BrowserWindow;
  /** The part of the state that this window shows. */
  readonly select = selectForPop();
  /** How high so many cards are, as the page has measured them, so that the next pop opens at its height. */
  readonly #heights = new Map<number, number>();
  #cards = 0;

  /** @param isQuitting until then it cannot be closed: a window manager that could would leave calls that nobody sees */
  constructor(preload: string, isQuitting: () => boolean) {
    this.browserWindow = new BrowserWindow({
      width: POP_WIDTH,
      height: FIRST_HEIGHT,
      title: 'Sidetone: incoming call',
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // On X11 this takes the window out of the window manager's hands: above all, on every workspace, never focused.
      focusable: false,
      ...(process.platform === 'darwin' && { type: 'panel' }),
      webPreferences: {
        ...safeWebPreferences(preload),
        // A throttled page would take a second to notice that it is shown.
        backgroundThrottling: false,
      },
    });
    this.browserWindow.on('close', (event) => {
      if (!isQuitting()) event.preventDefault();
    });
    this.browserWindow.setAlwaysOnTop(true, 'screen-saver');
    this.browserWindow.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  }

  async load(): Promise<void> {
    await this.browserWindow.loadURL(`${ORIGIN}/pop/index.html`);
  }

  /**
   * Has the page show the calls that pop, and shows the window while there are any. The page is told first: it lays out the card
   * in its own process while this one shows the window.
   */
  show(state: AppState): void {
    const window = this.browserWindow;
    if (window.isDestroyed()) return;
    window.webContents.send('state/changed', state);
    this.#cards = state.accounts.reduce((sum, account) => sum + account.calls.length, 0);
    const popping = this.#cards > 0;
    if (popping === window.isVisible()) return;
    if (popping) {
      const display = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
      window.setBounds(placePop(display.workArea, this.#heights.get(this.#cards) ?? FIRST_HEIGHT));
      window.showInactive();
    } else {
      window.hide();
    }
  }

  /** The page says how high its cards are, in CSS pixels. */
  resize(height: number): void {
    const window = this.browserWindow;
    if (height === 0 || this.#cards === 0 || window.isDestroyed()) return;
    this.#heights.set(this.#cards, height);
    // It stays on the screen where it popped, wherever the pointer is now.
    const { workArea } = screen.getDisplayMatching(window.getBounds());
    const bounds = placePop(workArea, height);
    if (bounds.height !== window.getBounds().height) window.setBounds(bounds);
  }
}
