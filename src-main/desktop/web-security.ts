import { app, type Session, type WebContents, type WebPreferences, session, shell } from 'electron';
import type { Log } from '../diagnostics/log.ts';

/** What every window of ours is made with. Electron's safe values are written out, so that a test and a reader see them. */
export function safeWebPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !app.isPackaged,
  };
}

/** What may be handed to the system to open: web pages, a mail, a telephone number. */
const EXTERNAL_SCHEMES: ReadonlySet<string> = new Set(['https:', 'mailto:', 'tel:']);

/** Closes every door that a window of ours does not need. Must run before the first window is made. */
export function secureWebContents(log: Pick<Log, 'warning'>): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents, log));
  denyPermissions(session.defaultSession);
}

function secureContents(contents: WebContents, log: Pick<Log, 'warning'>): void {
  // Our pages never navigate: each window loads one page and stays there.
  const refuse = (event: Electron.Event, what: string): void => {
    event.preventDefault();
    log.warning(`refused ${what} in a window`);
  };
  contents.on('will-navigate', (event) => refuse(event, 'a navigation'));
  contents.on('will-redirect', (event) => refuse(event, 'a redirection'));
  contents.on('will-frame-navigate', (event) => refuse(event, 'a navigation of a frame'));
  contents.on('will-attach-webview', (event) => refuse(event, 'a webview'));
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url, log);
    return { action: 'deny' };
  });
}

function openExternal(url: string, log: Pick<Log, 'warning'>): void {
  if (!URL.canParse(url) || !EXTERNAL_SCHEMES.has(new URL(url).protocol)) {
    log.warning('refused to open an address of a kind that is not allowed');
    return;
  }
  shell.openExternal(url).catch(() => log.warning('the system could not open an address'));
}

/** Our pages need no camera, screen, microphone, position, device or anything else that a page may ask for. */
function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
}
