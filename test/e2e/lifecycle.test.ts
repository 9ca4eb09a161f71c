import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { launchApp, type LaunchOptions, type RunningApp } from '../support/app.ts';
import { applicationFolder, electronArguments, electronExecutable } from '../support/electron.ts';
import { processTree } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SOON = { timeout: 10_000, interval: 30 };

async function open(options?: LaunchOptions): Promise<RunningApp> {
  const app = await launchApp(options);
  onTestFinished(() => app.close());
  return app;
}

const closeMainWindow = (app: RunningApp): Promise<void> =>
  app.electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().includes('/main/')) window.close();
  });

/** Starts Sidetone as a person does, without a debugger on it. Resolves when it has ended. */
function start(...args: readonly string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(electronExecutable(), [...electronArguments(), applicationFolder, ...args]);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('close', (status) => resolve({ status, output }));
  });
}

describe('closing the main window', () => {
  it('leaves Sidetone running, says so once, and a second start brings it back', async () => {
    const app = await open();
    const main = await app.mainWindow();
    await app.line(/^connected/);
    await vi.waitFor(async () => expect(await app.isShown('main')).toBe(true), SOON);

    await closeMainWindow(app);
    await vi.waitFor(async () => expect(await app.isShown('main')).toBe(false), SOON);
    await main.getByRole('button', { name: /Look around/ }).click();
    await main.getByText(/keeps running/).waitFor();

    const second = await start(`--profile=${app.profile}`);
    expect(second).toMatchObject({ status: 0 });
    expect(second.output).toContain('running already');
    await vi.waitFor(async () => expect(await app.isShown('main')).toBe(true), SOON);

    await main.getByRole('button', { name: 'Dismiss' }).click();
    await main.getByText(/keeps running/).waitFor({ state: 'detached' });
    await closeMainWindow(app);
    await vi.waitFor(async () => expect(await app.isShown('main')).toBe(false), SOON);
    expect(await main.getByText(/keeps running/).count()).toBe(0);
  });

  it('keeps every window, even where nothing can be written any more', async () => {
    const app = await open();
    await app.line(/^connected/);
    // What a full disk does, for one file.
    for (const name of ['window.json', 'window.json.new']) mkdirSync(join(app.profile, name));
    await app.electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.close();
    });
    await vi.waitFor(async () => expect(await app.isShown('main')).toBe(false), SOON);
    await app.electron.evaluate(({ app: electron }) => electron.emit('second-instance'));
    await vi.waitFor(async () => expect(await app.isShown('main')).toBe(true), SOON);
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  });

  it('does not forget where the window was', async () => {
    const profile = temporaryFolder();
    const bounds = { x: 300, y: 200, width: 900, height: 700 };
    const first = await open({ profile });
    await first.mainWindow();
    await first.electron.evaluate(({ BrowserWindow }, wanted) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isResizable()) window.setBounds(wanted);
    }, bounds);
    await first.quit();
    const again = await open({ profile });
    await again.mainWindow();
    const restored = await again.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.isResizable())
        ?.getBounds(),
    );
    expect(restored).toEqual(bounds);
  });
});

describe('quitting', () => {
  it('is done from Settings, and leaves no process', async () => {
    const app = await open();
    const main = await app.mainWindow();
    await app.line(/^connected/);
    const processes = processTree(app.electron.process().pid ?? 0);
    // The demo PBX is among them.
    expect(processes.length).toBeGreaterThan(3);
    await main.getByRole('button', { name: /Look around/ }).click();
    await main.getByRole('button', { name: 'Settings' }).click();
    const ended = new Promise((resolve) => app.electron.process().once('exit', resolve));
    await main.getByRole('button', { name: 'Quit Sidetone' }).click();
    expect(await ended).toBe(0);
    await vi.waitFor(() => expect(processes.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]), SOON);
  });

  it('is in the application’s menu, with its key', async () => {
    const app = await open();
    await app.mainWindow();
    const item = await app.electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? [];
      const quit = items.find(({ label }) => label === 'Quit Sidetone');
      return { accelerator: quit?.accelerator, enabled: quit?.enabled };
    });
    expect(item).toEqual({ accelerator: 'CmdOrCtrl+Q', enabled: true });
  });

  it('happens in order when the system asks', async () => {
    const app = await open();
    await app.line(/^connected/);
    const child = app.electron.process();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    // The journal was closed: nothing of it waits in a log of its own.
    expect(existsSync(join(app.profile, 'journal.db-wal'))).toBe(false);
  });
});

describe('quitting while the keychain does not answer', () => {
  it('ends in order within a few seconds', async () => {
    // The keyring of these tests (test/support/with-keyring), held still: as one does that waits for its password.
    const keyring = Number(readFileSync(join(dirname(process.env['XDG_RUNTIME_DIR'] ?? ''), 'keyring.pid'), 'utf8'));
    process.kill(keyring, 'SIGSTOP');
    onTestFinished(() => void process.kill(keyring, 'SIGCONT'));
    const profile = temporaryFolder();
    const app = await open({ profile });
    await app.line(/^connected/);
    const asked = Date.now();
    await app.quit();
    expect(Date.now() - asked).toBeLessThan(6000);
    expect(readFileSync(join(profile, 'logs/sidetone.log'), 'utf8')).toContain('the keychain still does not answer');
  });
});

describe('quitting while Sidetone starts', () => {
  it('begins nothing more, and is no failure', async () => {
    const profile = temporaryFolder();
    const child = spawn(electronExecutable(), [...electronArguments(), applicationFolder, `--profile=${profile}`]);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    const ended = new Promise((resolve) => child.once('close', resolve));
    // The windows are made next, and load their pages.
    await vi.waitFor(() => expect(existsSync(join(profile, 'journal.db'))).toBe(true), SOON);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said).not.toContain('could not start');
  });
});

describe('the command line', () => {
  it('ends by itself after the time it was given, with status 0 and pictures', async () => {
    const [profile, pictures] = [temporaryFolder(), temporaryFolder()];
    const { status, output } = await start('--profile', profile, '--exit-after', '3', '--screenshot', pictures);
    expect(status).toBe(0);
    expect(output).toMatch(/^connected {2}Demo PBX \(Asterisk [\d.]+\)$/m);
    expect(statSync(join(pictures, 'main.png')).size).toBeGreaterThan(5000);
  });
});
