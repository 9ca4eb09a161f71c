import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type RunningApp } from '../support/app.ts';
import { applicationFolder } from '../support/electron.ts';

/** The rules that docs/architecture.md promises, tried on the running application; the numbers are those of Electron's checklist. */
let app: RunningApp;
let main: Page;
let pop: Page;
beforeAll(async () => {
  app = await launchApp();
  [main, pop] = [await app.mainWindow(), await app.popWindow()];
  await app.line(/^connected/);
}, 60_000);
afterAll(() => app?.close());

const windows = (): [string, Page][] => [
  ['main', main],
  ['pop', pop],
];

describe('the windows', () => {
  it('run sandboxed, isolated, without Node and with web security (2, 3, 4, 6, 8)', async () => {
    const preferences = await app.electron.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((contents) => Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, [])),
    );
    expect(preferences).toHaveLength(2);
    for (const one of preferences) {
      expect(one).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        experimentalFeatures: false,
      });
      expect(one).not.toMatchObject({ nodeIntegrationInWorker: true });
      expect(one).not.toMatchObject({ navigateOnDragDrop: true });
    }
  });

  it('give their pages named functions and nothing of Electron or Node (20)', async () => {
    for (const [, page] of windows()) {
      const seen = await page.evaluate(() => ({
        node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter(
          (name) => name in window,
        ),
        api: Object.entries(window.sidetone).map(([name, value]) => `${name}: ${typeof value}`),
      }));
      expect(seen.node).toEqual([]);
      expect(seen.api).toHaveLength(18);
      expect(seen.api.every((entry) => entry.endsWith(': function'))).toBe(true);
    }
  });

  it('hand listeners the message alone, never Electron’s event, and stop when told', async () => {
    const received = await main.evaluate(async () => {
      const seen: unknown[][] = [];
      const stop = window.sidetone.onStateChanged((...all: unknown[]) => seen.push(all));
      await window.sidetone.testAccount({
        label: '',
        host: '127.0.0.1',
        port: 1,
        username: 'u',
        secret: 's',
        extension: '1',
        devices: [],
        context: 'c',
        sessionOnly: true,
      });
      stop();
      return seen.map((all) => all.length);
    });
    expect(received.every((count) => count === 1)).toBe(true);
  });
});

describe('a page', () => {
  it('of ours breaks none of these rules itself', async () => {
    const complaints: string[] = [];
    for (const [, page] of windows()) {
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.reload();
      await page.locator('#root').waitFor({ state: 'attached' });
    }
    await main.getByRole('button', { name: /Look around/ }).click();
    await main.getByRole('combobox', { name: 'Call a name or number' }).fill('a');
    await main.getByRole('button', { name: 'People' }).click();
    await main.getByRole('button', { name: 'Settings' }).click();
    await main.getByRole('button', { name: 'Connect your PBX' }).first().click();
    await main.getByLabel('Host', { exact: true }).waitFor();
    await main.getByRole('button', { name: 'Cancel' }).click();
    for (const [, page] of windows()) page.removeAllListeners();
    expect(complaints).toEqual([]);
  });

  it('runs no script that is not a file of ours (7)', async () => {
    for (const [, page] of windows()) {
      const ran = await page.evaluate(async () => {
        const inline = document.createElement('script');
        try {
          inline.append('window.inlineRan = true');
        } catch {
          // Trusted Types refuse it already.
        }
        document.body.append(inline);
        location.href = 'javascript:void (window.addressRan = true)';
        const image = document.createElement('img');
        image.setAttribute('src', 'none.png');
        try {
          image.setAttribute('onerror', 'window.handlerRan = true');
        } catch {
          // Trusted Types refuse it already.
        }
        document.body.append(image);
        await new Promise((resolve) => setTimeout(resolve, 200));
        inline.remove();
        image.remove();
        return ['inlineRan', 'addressRan', 'handlerRan'].filter((name) => name in window);
      });
      expect(ran).toEqual([]);
    }
  });

  it('makes neither code nor elements of text (7)', async () => {
    const outcomes = await main.evaluate(() => {
      const attempts: Record<string, () => unknown> = {
        evaluation: () => Reflect.apply(Reflect.get(window, 'eval'), window, ['1 + 1']),
        function: () => Reflect.construct(Function, ['return 1']),
        markup: () => Reflect.set(document.createElement('div'), 'innerHTML', '<b>bold</b>'),
        policy: () => Reflect.get(window, 'trustedTypes').createPolicy('mine', { createHTML: (text: string) => text }),
      };
      const outcome = (attempt: () => unknown): string => {
        try {
          attempt();
          return 'done';
        } catch (error) {
          return error instanceof Error ? error.name : 'error';
        }
      };
      // From a timer, as the page's own code, not the debugger's.
      return new Promise<Record<string, string>>((resolve) => {
        setTimeout(() => {
          resolve(Object.fromEntries(Object.entries(attempts).map(([name, attempt]) => [name, outcome(attempt)])));
        });
      });
    });
    expect(outcomes).toEqual({
      evaluation: 'EvalError',
      function: 'EvalError',
      markup: 'TypeError',
      policy: 'TypeError',
    });
  });

  it('reaches nothing: no request, no frame, no form, no worker', async () => {
    const outcome = await main.evaluate(async () => {
      const fetched = await fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      );
      const own = await fetch('app://sidetone/main/index.html').then(
        () => 'reached',
        () => 'refused',
      );
      const frame = document.createElement('iframe');
      frame.src = 'app://sidetone/main/index.html';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const framed = frame.contentDocument?.querySelector('#root') === undefined ? 'refused' : 'reached';
      frame.remove();
      return { fetched, own, framed };
    });
    expect(outcome).toEqual({ fetched: 'refused', own: 'refused', framed: 'refused' });
  });

  it('is refused every permission (5)', async () => {
    const refusals = await main.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      camera:
        (await navigator.mediaDevices?.getUserMedia({ audio: true, video: true }).then(
          () => 'granted',
          () => 'denied',
        )) ?? 'denied',
      screen:
        (await navigator.mediaDevices?.getDisplayMedia({ video: true }).then(
          () => 'granted',
          () => 'denied',
        )) ?? 'denied',
      position: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        ),
      ),
    }));
    expect(refusals).toEqual({ notifications: 'denied', camera: 'denied', screen: 'denied', position: 'denied' });
  });

  it('stays where it is, and opens no window (13, 14)', async () => {
    const address = main.url();
    await main.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await main.evaluate(() => {
      location.href = 'app://sidetone/pop/index.html';
    });
    const opened = await main.evaluate(() => [
      window.open('app://sidetone/main/index.html'),
      window.open('https://example.com/'),
    ]);
    expect(opened).toEqual([null, null]);
    expect(main.url()).toBe(address);
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  });

  it('has only web, mail and telephone addresses opened by the system (15)', async () => {
    const opened = await app.electron.evaluate(({ shell }) => {
      const addresses: string[] = [];
      shell.openExternal = (address) => {
        addresses.push(address);
        return Promise.resolve();
      };
      Reflect.set(globalThis, 'openedAddresses', addresses);
      return addresses;
    });
    expect(opened).toEqual([]);
    await main.evaluate(() => {
      for (const address of [
        'https://sidetone.invalid/',
        'mailto:a@b.invalid',
        'tel:+1212',
        'file:///etc/passwd',
        'http://b.invalid/',
        'smb://b/c',
        'x-custom:run',
      ]) {
        window.open(address);
      }
    });
    await expect
      .poll(() => app.electron.evaluate(() => Reflect.get(globalThis, 'openedAddresses')))
      .toEqual(['https://sidetone.invalid/', 'mailto:a@b.invalid', 'tel:+1212']);
  });
});

describe('app://', () => {
  const fetchStatus = (address: string): Promise<number> =>
    app.electron.evaluate(async ({ net }, url) => (await net.fetch(url)).status, address);

  it('serves the pages with their policy', async () => {
    const headers = await app.electron.evaluate(async ({ net }) =>
      Object.fromEntries((await net.fetch('app://sidetone/main/index.html')).headers.entries()),
    );
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const policy = headers['content-security-policy']?.split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it.each([
    'app://sidetone/../main/main.js',
    'app://sidetone/..%2fmain%2fmain.js',
    'app://sidetone/main/%2e%2e/%2e%2e/main/main.js',
    'app://sidetone/main/',
    'app://elsewhere/main/index.html',
  ])('serves nothing for %s', async (address) => {
    expect(await fetchStatus(address)).toBe(404);
  });
});

describe('the bridge', () => {
  it('refuses a window that is not one of ours, though it shows our page with our preload', async () => {
    const appeared = app.electron.waitForEvent('window');
    await app.electron.evaluate(
      async ({ BrowserWindow }, preload) => {
        const webPreferences = { preload, sandbox: true, contextIsolation: true };
        await new BrowserWindow({ show: false, webPreferences }).loadURL('app://sidetone/main/index.html');
      },
      join(applicationFolder, 'out/preload/preload.cjs'),
    );
    const stranger = await appeared;
    await stranger.waitForURL('app://sidetone/main/index.html');
    const outcome = await stranger.evaluate(() => window.sidetone.getState().catch(String));
    await stranger.close();
    expect(outcome).toContain('may not ask');
  });

  it('lets the pop window neither dial, read accounts, nor quit', async () => {
    const answers = await pop.evaluate(async () => [
      await window.sidetone.dial('demo', '1002', null),
      await window.sidetone.removeAccount('demo'),
      await window.sidetone.quit(),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'unknown-request' });
  });

  it('refuses what a compromised page could send, and goes on serving', async () => {
    const answers = await main.evaluate(async () => {
      const api: Record<string, (...sent: unknown[]) => Promise<unknown>> = Object.fromEntries(
        Object.entries(window.sidetone),
      );
      return [
        await api.dial?.('demo', 'x'.repeat(10_000), null),
        await api.dial?.('demo', { toString: 'evil' }, null),
        await api.hangUp?.('demo', null),
        await api.saveAccount?.({ host: 'a', extra: true }),
      ];
    });
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'bad-request' });
    expect(await main.evaluate(async () => (await window.sidetone.getState()).ok)).toBe(true);
  });
});

it('keeps the profile to its owner', async () => {
  const mode = (...path: string[]): string => (statSync(join(app.profile, ...path)).mode & 0o777).toString(8);
  expect(mode()).toBe('700');
  const files = (await readdir(app.profile)).filter((name) => /^(settings|journal|window)/.test(name));
  expect(files).toContain('journal.db');
  for (const file of files) expect([file, mode(file)]).toEqual([file, '600']);
  expect(mode('logs', 'sidetone.log')).toBe('600');
});
