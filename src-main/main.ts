import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, ipcMain } from 'electron';
import { Publisher } from './bridge/publish.ts';
import { serve } from './bridge/serve.ts';
import { Application } from './companion/application.ts';
import { ORIGIN } from './desktop/app-files.ts';
import { setApplicationMenu } from './desktop/app-menu.ts';
import { registerAppScheme, serveApp } from './desktop/app-protocol.ts';
import { CallNotifications } from './desktop/call-notifications.ts';
import { startDemoProcess } from './desktop/demo-runner.ts';
import { handlersFor } from './desktop/handlers.ts';
import { MainWindow } from './desktop/main-window.ts';
import { Narrator } from './desktop/narrator.ts';
import { chooseNotifier } from './desktop/choose-notifier.ts';
import { Pictures } from './desktop/pictures.ts';
import { PopWindow } from './desktop/pop-window.ts';
import { openProfile } from './desktop/profile.ts';
import { Quitting } from './desktop/quitting.ts';
import { reloadWhenGone } from './desktop/renderer-watch.ts';
import { readSwitches } from './desktop/switches.ts';
import { SystemTray } from './desktop/tray.ts';
import { watchWakeUps } from './desktop/wake-up.ts';
import { secureWebContents } from './desktop/web-security.ts';
import { wallClock } from './diagnostics/clock.ts';
import { openLog } from './diagnostics/log.ts';
import { Redactor } from './diagnostics/redaction.ts';
import { openJournal } from './journal/journal.ts';
import { openSettings } from './settings/settings.ts';
import { openVault } from './vault/vault.ts';

// The composition root: the only file that knows every part. What stands here at the top must happen before Electron is ready.

const built = dirname(dirname(fileURLToPath(import.meta.url)));
const preload = join(built, 'preload/preload.cjs');
const switches = readSwitches(process.argv, process.cwd());

// Chromium's sandbox cannot work for root (build machines): there, and only there, Electron is started without it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
const profile = openProfile(switches.profile);

const redactor = new Redactor();
const log = openLog({ directory: join(profile, 'logs'), redactor });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
// A terminal that was closed, or a pipe whose reader has gone, must not end the program.
process.stdout.on('error', () => {});
// A fault that nobody foresaw is logged; the calls go on popping. Electron itself would put up a dialogue.
process.on('uncaughtException', (error) => log.error('an uncaught exception', error));
process.on('unhandledRejection', (error) => log.error('an unhandled rejection', error));

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(run).catch(fail);
} else {
  say('Sidetone is running already: its window is shown.');
  app.exit(0);
}

async function run(): Promise<void> {
  secureWebContents(log);
  serveApp(join(built, 'renderer'));

  const settings = await openSettings(join(profile, 'settings.json'));
  const journal = openJournal(join(profile, 'journal.db'));
  const startDemo = () => startDemoProcess(join(built, 'main/demo-process.js'), log);
  const vault = openVault();
  const application = new Application({
    settings,
    vault,
    journal,
    startDemo,
    log,
    redactor,
    now: wallClock,
  });

  const publisher = new Publisher();
  const narrator = new Narrator(say, wallClock);
  const pictures = switches.screenshot === null ? null : new Pictures(switches.screenshot);
  const quitting = new Quitting({
    parts: [
      { name: 'the notifications', end: stopTelling },
      { name: 'the pictures', end: () => pictures?.finish(main.browserWindow) },
      { name: 'the connections', end: () => application.stop() },
      { name: 'the windows’ states', end: () => publisher.stop() },
      { name: 'the journal', end: () => journal.close() },
      { name: 'the tray', end: () => tray.destroy() },
      { name: 'the keychain', end: () => vault.settled() },
    ],
    hangs: () => vault.waiting,
    log,
  });

  const pop = new PopWindow(preload, () => quitting.started);
  const main = new MainWindow({
    preload,
    stateFile: join(profile, 'window.json'),
    isQuitting: () => quitting.started,
    onFirstClose: tellOfClosing,
  });
  const { notifier, hasActions } = chooseNotifier();
  const notifications = new CallNotifications({
    notifier,
    hangUp: (accountId, callId) => application.hangUp(accountId, callId),
    openCall: (callId) => main.show({ page: 'calls', callId }),
    tell: (words) => application.notify('problem', words),
    onButtons: setDesktop,
    log,
  });
  const tray = new SystemTray(() => main.show(), log);

  setApplicationMenu({
    openMain: () => main.show(),
    openSettings: () => main.show({ page: 'settings', callId: null }),
  });
  app.on('second-instance', () => main.show());
  app.on('activate', () => main.show());

  const kinds = new Map([
    [main.browserWindow.webContents.id, 'main' as const],
    [pop.browserWindow.webContents.id, 'pop' as const],
  ]);
  serve(handlersFor({ application, main, pop, onPainted }), {
    ipcMain,
    kindOf: (id) => kinds.get(id),
    origin: ORIGIN,
    log,
  });

  // The pop first: it is what somebody waits for.
  publisher.subscribe({ select: pop.select, send: (state) => pop.show(state), urgent: true });
  publisher.subscribe({ select: (state) => state, send: (state) => main.send('state/changed', state) });
  application.onChange((state, urgency) => {
    publisher.publish(state, urgency);
    tray.show(state);
  });
  const stopHappenings = application.onHappening((happening) => {
    narrator.take(happening);
    notifications.take(happening);
  });
  setDesktop(hasActions);
  const stopWatching = watchWakeUps(() => application.resumed());

  if (switches.exitAfter !== null) setTimeout(() => app.quit(), switches.exitAfter * 1000);
  for (const window of [main, pop]) reloadWhenGone(window.browserWindow, log);
  try {
    await Promise.all([pop.load(), main.load()]);
  } catch (error) {
    if (!quitting.started) throw error;
  }
  // Quit may be asked for while the pages load: what has ended must not begin.
  if (!quitting.started) await application.start();

  function onPainted(callIds: readonly string[]): void {
    if (narrator.painted(callIds)) pictures?.pop(pop.browserWindow);
  }

  function setDesktop(notificationActions: boolean): void {
    const { desktop } = application.state;
    if (desktop.tray === tray.exists && desktop.notificationActions === notificationActions) return;
    application.setDesktop({ tray: tray.exists, notificationActions });
  }

  function tellOfClosing(): void {
    const words = 'Sidetone keeps running and shows who is calling. To end it, choose Quit in its menu (Ctrl+Q).';
    notifications.tell('Sidetone is still running', words);
    application.notify('info', words);
  }

  function stopTelling(): void {
    stopWatching();
    stopHappenings();
    notifications.stop();
  }
}

function fail(error: unknown): void {
  log.error('Sidetone could not start', error);
  process.stderr.write(`Sidetone could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
}
