import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { type ScriptedPeer, startScriptedPeer } from '../../../src-main/demo/scripted/scripted-peer.ts';
import type { AppState, SidetoneApi } from '../../../src-main/bridge/contract.ts';
import { type Eyes, openEyes } from './eyes.ts';
import { applicationFolder, chromiumSandbox, electronArguments, electronExecutable } from '../../support/electron.ts';

/** An application that pops, connected to a PBX of its own, and the means to see from outside when its pop is painted. */
export interface Subject extends Eyes {
  readonly name: string;
  readonly peer: ScriptedPeer;
  close(): Promise<void>;
}

const SECRET = 'the secret of the bench';

async function launch(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: electronExecutable(),
    args: [...electronArguments(), folder, ...args],
    env: { ...inherited(), ...env },
    chromiumSandbox,
  });
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

async function pageAt(app: ElectronApplication, ending: string): Promise<Page> {
  const has = (page: Page): boolean => page.url().endsWith(ending);
  return app.windows().find(has) ?? app.waitForEvent('window', { predicate: has });
}

export async function startBare(): Promise<Subject> {
  const peer = await startScriptedPeer({ secret: SECRET });
  const folder = path.join(applicationFolder, 'test/bench/bare-app');
  const env = { BARE_PORT: String(peer.port), BARE_USERNAME: peer.username, BARE_SECRET: SECRET };
  const app = await launch(folder, [], env);
  const eyes = await openEyes(app, await pageAt(app, '/pop.html'));
  await peer.asked('Login');
  return {
    name: 'bare',
    peer,
    ...eyes,
    async close() {
      await app.close();
      await peer.close();
    },
  };
}

export async function startSidetone(): Promise<Subject> {
  const peer = await startScriptedPeer({ secret: SECRET });
  const profile = mkdtempSync(path.join(tmpdir(), 'sidetone-bench-'));
  const app = await launch(applicationFolder, ['--profile', profile], {});
  const main = await pageAt(app, '/main/index.html');
  const sidetone = await main.evaluateHandle<SidetoneApi>('window.sidetone');
  const saved = await sidetone.evaluate((api, draft) => api.saveAccount(draft), {
    label: 'bench',
    host: '127.0.0.1',
    port: peer.port,
    username: peer.username,
    secret: SECRET,
    extension: '1001',
    devices: ['PJSIP/1001'],
    context: 'internal',
    sessionOnly: true,
  });
  if (!saved.ok) throw new Error(`The account was not saved: ${saved.message}`);
  const eyes = await openEyes(app, await pageAt(app, '/pop/index.html'));
  await peer.asked('Status');
  const connected = (state: AppState): boolean =>
    state.accounts.some((account) => account.label === 'bench' && account.connection.phase === 'connected');
  for (;;) {
    const state = await sidetone.evaluate((api) => api.getState());
    if (state.ok && connected(state.value)) break;
    await pause(50);
  }
  return {
    name: 'sidetone',
    peer,
    ...eyes,
    async close() {
      await app.close();
      await peer.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
