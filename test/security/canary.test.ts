import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoPbx, startDemoPbx } from '../../src-main/demo/demo-pbx.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { argumentsAndEnvironment, processTree } from '../support/processes.ts';
import { temporaryProfile } from '../support/temporary.ts';

/**
 * A secret that occurs nowhere else is typed into the account form of the real application, on a real keyring, and then looked for
 * everywhere it must not be. Without its last character it is looked for as well: that is what a form that forgets only its last state keeps.
 */
const CANARY = `canary-${randomBytes(12).toString('hex')}`;
const TRACES = tracesOf(CANARY);

let pbx: DemoPbx;
let app: RunningApp;
const profile = temporaryProfile();

beforeAll(async () => {
  pbx = await startDemoPbx({ secret: CANARY, seed: 1 });
  app = await launchApp({ profile: profile.folder });
  const window = await app.mainWindow();
  await typeAccount(window);
  await expectConnected(window);
});

afterAll(async () => {
  await app.close();
  await pbx.close();
  profile.remove();
});

describe('the secret of an account', () => {
  it('would be found, were it there', () => {
    expect(holdsCanary(Buffer.from(`{"secret":"${CANARY}"}`))).toBe(true);
    expect(holdsCanary(Buffer.from(Buffer.from(CANARY).toString('base64')))).toBe(true);
  });

  it('is in no file of the profile', () => {
    expect(filesWithCanary(profile.folder)).toEqual([]);
  });

  it('is in no line on the terminal', () => {
    expect(holdsCanary(Buffer.from(app.lines.join('\n')))).toBe(false);
  });

  it('is in no process’s arguments or environment', () => {
    const processes = processTree(app.electron.process().pid ?? 0);
    expect(processes.length).toBeGreaterThan(2);
    expect(processes.filter((pid) => holdsCanary(argumentsAndEnvironment(pid)))).toEqual([]);
  });

  it('is in no window’s state or memory, once the form is closed', async () => {
    for (const window of [await app.mainWindow(), await app.popWindow()]) {
      const state = await window.evaluate('window.sidetone.getState()');
      expect(JSON.stringify(state)).toContain(`"port":${pbx.port}`);
      expect(holdsCanary(Buffer.from(JSON.stringify(state)))).toBe(false);
      expect(await heapStringsWithCanary(window)).toEqual([]);
    }
  });

  it('is not in the window’s memory when the form was left with it typed in, by the rail', async () => {
    const window = await app.mainWindow();
    const typed = `unsaved-${randomBytes(12).toString('hex')}`;
    await window.getByRole('button', { name: 'Settings', exact: true }).click();
    await window.getByRole('button', { name: 'Edit 127.0.0.1' }).click();
    await window.getByLabel('Secret', { exact: true }).click();
    for (const character of typed) await window.keyboard.type(character);
    await window.getByRole('button', { name: 'Calls', exact: true }).click();
    await window.getByLabel('Secret', { exact: true }).waitFor({ state: 'detached' });
    expect(await heapStringsWithCanary(window, tracesOf(typed))).toEqual([]);
  });

  it('comes from the keychain after a restart, and is still nowhere else', async () => {
    await app.quit();
    expect(filesWithCanary(profile.folder)).toEqual([]);
    app = await launchApp({ profile: profile.folder });
    const window = await app.mainWindow();
    await expectConnected(window);
    expect(await heapStringsWithCanary(window)).toEqual([]);
    expect(filesWithCanary(profile.folder)).toEqual([]);
  });
});

/** By the keyboard, as a person: a secret handed over by the test's own script would stay in that script's memory. */
async function typeAccount(window: Page): Promise<void> {
  await window.getByRole('button', { name: /Connect your PBX/ }).click();
  const fields: readonly (readonly [string, string])[] = [
    ['Host', '127.0.0.1'],
    ['Port', String(pbx.port)],
    ['Manager user', pbx.username],
    ['Secret', CANARY],
    ['Your extension', pbx.extension],
  ];
  for (const [label, text] of fields) {
    await window.getByLabel(label, { exact: true }).click();
    await window.keyboard.press('Control+A');
    for (const character of text) await window.keyboard.type(character);
  }
  await window.getByRole('button', { name: 'Test connection' }).click();
  await window.getByText('By the extension’s hint').waitFor();
  await window.getByRole('button', { name: 'Save' }).click();
  await window.getByLabel('Secret', { exact: true }).waitFor({ state: 'detached' });
}

async function expectConnected(window: Page): Promise<void> {
  const connected = /"label":"127\.0\.0\.1".*"secretStored":"keychain".*"phase":"connected"/;
  await vi.waitFor(
    async () => expect(JSON.stringify(await window.evaluate('window.sidetone.getState()'))).toMatch(connected),
    { timeout: 20_000 },
  );
}

/** A text and the text without its last character, as they may stand in bytes. */
function tracesOf(secret: string): readonly Buffer[] {
  return [secret, secret.slice(0, -1)].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64').slice(0, -4)),
  ]);
}

function holdsCanary(bytes: Buffer): boolean {
  return TRACES.some((trace) => bytes.includes(trace));
}

function filesWithCanary(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(2);
  return files.map((file) => join(file.parentPath, file.name)).filter((file) => holdsCanary(readFileSync(file)));
}

/** The strings of a window's JavaScript memory, after everything unused was collected. */
async function heapStringsWithCanary(window: Page, traces = TRACES): Promise<readonly string[]> {
  const session = await window.context().newCDPSession(window);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const snapshot = chunks.join('');
  expect(snapshot.length).toBeGreaterThan(100_000);
  const found = traces.map((trace) => trace.toString('latin1')).filter((trace) => snapshot.includes(trace));
  return found.map((trace) => snapshot.slice(Math.max(0, snapshot.indexOf(trace) - 60), snapshot.indexOf(trace) + 60));
}
