import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ElectronApplication, _electron, type Page } from 'playwright-core';
import { vi } from 'vitest';
import { applicationFolder, chromiumSandbox, electronArguments, electronExecutable } from './electron.ts';

export interface LaunchOptions {
  /** A folder to keep, as for a second start; a fresh one that is removed at the end when absent. */
  readonly profile?: string;
  /** More of Sidetone's own switches. */
  readonly args?: readonly string[];
  /** Added to this process's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The built application, running for a test. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly profile: string;
  /** What it has written to the terminal so far, line by line. */
  readonly lines: readonly string[];
  mainWindow(): Promise<Page>;
  popWindow(): Promise<Page>;
  /** Whether a window is on the screen. */
  isShown(window: 'main' | 'pop'): Promise<boolean>;
  /** Resolves with the first line that matches, written already or to come. */
  line(pattern: RegExp): Promise<string>;
  /** Quits as a person does, and resolves with the exit status. Fails where it does not end in time. */
  quit(): Promise<number | null>;
  /** Quits where it still runs, and leaves neither a process nor a profile of its own. */
  close(): Promise<void>;
}

const WITHIN = { timeout: 20_000, interval: 20 };

/** Opens the built Sidetone, on a fresh profile unless one is given. */
export async function launchApp({ profile, args = [], env = {} }: LaunchOptions = {}): Promise<RunningApp> {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'sidetone-profile-')));
  const electron = await _electron.launch({
    executablePath: electronExecutable(),
    args: [...electronArguments(), applicationFolder, `--profile=${folder}`, ...args],
    chromiumSandbox,
    env: environment(env),
  });
  const child = electron.process();
  const lines: string[] = [];
  if (child.stdout) createInterface(child.stdout).on('line', (line) => lines.push(line));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (status) => resolve(status)));

  const quit = async (): Promise<number | null> => {
    await electron.evaluate(({ app }) => app.quit()).catch(() => {});
    return inTime(exited, 'Sidetone did not end within 15 s of Quit');
  };

  return {
    electron,
    profile: folder,
    lines,
    mainWindow: () => pageOf(electron, 'main'),
    popWindow: () => pageOf(electron, 'pop'),
    isShown: (window) =>
      electron.evaluate(
        ({ BrowserWindow }, part) =>
          BrowserWindow.getAllWindows().some((one) => one.webContents.getURL().includes(part) && one.isVisible()),
        `/${window}/`,
      ),
    line: (pattern) =>
      vi.waitFor(() => {
        const found = lines.find((line) => pattern.test(line));
        if (found === undefined) throw new Error(`no line like ${String(pattern)} among:\n${lines.join('\n')}`);
        return found;
      }, WITHIN),
    quit,
    async close() {
      try {
        if (child.exitCode === null && child.signalCode === null) await quit();
      } catch (error) {
        child.kill('SIGKILL');
        throw error;
      } finally {
        await electron.close().catch(() => {});
        if (profile === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

/** Opens the page of one of the windows, whether it is shown or not. */
async function pageOf(electron: ElectronApplication, window: 'main' | 'pop'): Promise<Page> {
  const is = (page: Page): boolean => page.url().includes(`/${window}/`);
  const page = electron.windows().find(is) ?? (await electron.waitForEvent('window', { predicate: is }));
  await page.waitForLoadState('load');
  return page;
}

function environment(changes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const merged = Object.entries({ ...process.env, ...changes });
  return Object.fromEntries(merged.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

async function inTime<Value>(promise: Promise<Value>, complaint: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), 15_000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
