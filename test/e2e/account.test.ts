import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type ScriptedPeer, startScriptedPeer } from '../../src-main/demo/scripted/scripted-peer.ts';
import { saveAccount, typeAccount } from '../support/account-form.ts';
import { launchApp, type LaunchOptions, type RunningApp } from '../support/app.ts';
import { temporaryFolder } from '../support/temporary.ts';

let peer: ScriptedPeer;

beforeEach(async () => {
  peer = await startScriptedPeer();
  onTestFinished(() => peer.close());
});

async function open(options?: LaunchOptions): Promise<{ app: RunningApp; main: Page }> {
  const app = await launchApp(options);
  onTestFinished(() => app.close());
  return { app, main: await app.mainWindow() };
}

/** The connection test's steps and their results, once it is over. */
async function testSteps(main: Page): Promise<readonly string[]> {
  await main.getByRole('button', { name: 'Test connection' }).click();
  await main.getByRole('button', { name: 'Test again' }).waitFor();
  const steps = await main.getByRole('region', { name: 'Connection test' }).getByRole('listitem').allInnerTexts();
  return steps.map((step) => step.replace(/\s+/g, ' ').trim());
}

describe('an account', () => {
  it('is tested step by step, saved, edited and removed, its secret with it', async () => {
    const profile = temporaryFolder();
    const { app, main } = await open({ profile });
    await typeAccount(main, { ...peer, name: 'The office' });
    const steps = await testSteps(main);
    expect(steps).toHaveLength(6);
    for (const step of steps) expect(step).toContain('passed');

    await saveAccount(main);
    await app.line(/^connected {2}The office/);
    const file = join(profile, 'settings.json');
    expect(readFileSync(file, 'utf8')).toContain('The office');
    expect(readFileSync(file, 'utf8')).not.toContain(peer.secret);

    // The secret is in the keychain: the next start has it, and the form does not ask for it.
    await app.quit();
    const again = await open({ profile });
    await again.app.line(/^connected {2}The office/);
    await again.main.getByRole('button', { name: 'Settings' }).click();
    await again.main.getByRole('button', { name: 'Edit The office' }).click();
    expect(await again.main.getByLabel('Secret', { exact: true }).inputValue()).toBe('');
    await again.main.getByLabel('Name of this connection', { exact: true }).fill('Head office');
    await saveAccount(again.main);
    await again.app.line(/^connected {2}Head office/);

    await again.main.getByRole('button', { name: 'Edit Head office' }).click();
    await again.main.getByRole('button', { name: 'Remove this connection' }).click();
    await again.main.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect.poll(() => readFileSync(file, 'utf8')).not.toContain('Head office');
    await expect.poll(() => peer.connections).toBe(0);
  });

  it('keeps what was typed when the window becomes wide, and narrow again', async () => {
    const { app, main } = await open();
    await main.getByRole('button', { name: /Look around/ }).click();
    await main.getByRole('button', { name: 'Settings', exact: true }).click();
    await typeAccount(main, { ...peer, host: 'pbx.example' });
    for (const width of [1000, 420]) {
      await app.electron.evaluate(
        ({ BrowserWindow }, [wanted]) => {
          for (const window of BrowserWindow.getAllWindows())
            if (window.isResizable()) window.setContentSize(wanted, 760);
        },
        [width] as const,
      );
      await main.waitForFunction((wanted) => innerWidth === wanted, width);
      // The second column is there, or gone.
      await main.locator('.column-page').waitFor({ state: width === 1000 ? 'visible' : 'detached' });
      expect(await main.getByLabel('Host', { exact: true }).inputValue()).toBe('pbx.example');
    }
  });

  it('says which step failed and why', async () => {
    const { main } = await open();
    await typeAccount(main, { ...peer, secret: 'not the secret' });
    const steps = await testSteps(main);
    expect(steps[2]).toMatch(/Sign in.*failed/);
    expect(steps.slice(3).every((step) => step.includes('skipped'))).toBe(true);
  });

  it('without a keychain keeps its secret for the session alone', async () => {
    const profile = temporaryFolder();
    const env = { DBUS_SESSION_BUS_ADDRESS: undefined, XDG_RUNTIME_DIR: temporaryFolder() };
    const { app, main } = await open({ profile, env });
    await typeAccount(main, { ...peer, name: 'The office' });
    await main
      .getByText(/no keychain that Sidetone can use/)
      .first()
      .waitFor();
    const sessionOnly = main.getByLabel('Keep the secret for this session only');
    if (!(await sessionOnly.isChecked())) await sessionOnly.check();
    await saveAccount(main);
    await app.line(/^connected {2}The office/);

    await app.quit();
    const again = await open({ profile, env });
    await again.main
      .getByText(/secret/i)
      .first()
      .waitFor();
    expect(again.app.lines.join('\n')).not.toContain('connected  The office');
  });
});
