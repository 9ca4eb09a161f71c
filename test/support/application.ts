import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Application, type DemoHandle } from '../../src-main/companion/application.ts';
import type { AccountDraft } from '../../src-main/companion/account-draft.ts';
import type { Happening } from '../../src-main/companion/happening.ts';
import type { AccountView, AppState } from '../../src-main/companion/view.ts';
import { type DemoPbx, type DemoPbxOptions, startDemoPbx } from '../../src-main/demo/demo-pbx.ts';
import { wallClock } from '../../src-main/diagnostics/clock.ts';
import { openLog } from '../../src-main/diagnostics/log.ts';
import { Redactor } from '../../src-main/diagnostics/redaction.ts';
import { openJournal } from '../../src-main/journal/journal.ts';
import { openSettings } from '../../src-main/settings/settings.ts';
import type { Keychain } from '../../src-main/vault/keychain.ts';
import { openVault } from '../../src-main/vault/vault.ts';
import { temporaryFolder } from './temporary.ts';

/** A keychain in memory whose lock can be turned; the real one has tests of its own. */
export class TestKeychain implements Keychain {
  readonly secrets = new Map<string, string>();
  locked = false;

  getPassword(_service: string, account: string): Promise<string | null> {
    return Promise.resolve(this.locked ? null : (this.secrets.get(account) ?? null));
  }

  setPassword(_service: string, account: string, password: string): Promise<void> {
    if (this.locked)
      return Promise.reject(new Error('Object does not exist at path “/org/freedesktop/secrets/collection/login”'));
    this.secrets.set(account, password);
    return Promise.resolve();
  }

  deletePassword(_service: string, account: string): Promise<boolean> {
    if (this.locked) return Promise.reject(new Error('Cannot delete: collection is locked'));
    return Promise.resolve(this.secrets.delete(account));
  }
}

export interface TestApplication {
  readonly application: Application;
  readonly happenings: readonly Happening[];
  readonly states: readonly (readonly [AppState, 'now' | 'frame'])[];
  /** The first state, now or to come, that matches. */
  readonly state: (matches: (state: AppState) => boolean) => Promise<AppState>;
  /** The only account, once it matches. */
  readonly account: (matches: (account: AccountView) => boolean) => Promise<AccountView>;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface TestApplicationOptions {
  /** The profile of an earlier one, to start again on it. */
  readonly profile?: string;
  readonly keychain?: TestKeychain;
  readonly startDemo?: () => Promise<DemoHandle>;
}

export async function startApplication(options: TestApplicationOptions = {}): Promise<TestApplication> {
  const { profile = temporaryFolder(), keychain = new TestKeychain() } = options;
  const journal = openJournal(join(profile, 'journal.db'));
  const redactor = new Redactor();
  const application = new Application({
    settings: await openSettings(join(profile, 'settings.json')),
    vault: openVault({ load: () => Promise.resolve(keychain) }),
    journal,
    startDemo: options.startDemo ?? (() => startDemo()),
    log: openLog({ directory: join(profile, 'logs'), redactor, level: 'debug' }),
    redactor,
    now: wallClock,
  });
  const happenings: Happening[] = [];
  const states: (readonly [AppState, 'now' | 'frame'])[] = [];
  application.onHappening((happening) => happenings.push(happening));
  application.onChange((state, urgency) => states.push([state, urgency]));
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await application.stop();
    journal.close();
  };
  onTestFinished(stop);
  await application.start();

  const state = (matches: (state: AppState) => boolean): Promise<AppState> =>
    new Promise((resolve, reject) => {
      if (matches(application.state)) {
        resolve(application.state);
        return;
      }
      const timer = setTimeout(() => {
        end();
        reject(new Error(`This state did not come; the last was ${JSON.stringify(application.state, null, 2)}`));
      }, 5_000);
      const end = application.onChange((changed) => {
        if (!matches(changed)) return;
        clearTimeout(timer);
        end();
        resolve(changed);
      });
    });
  const account = async (matches: (account: AccountView) => boolean): Promise<AccountView> => {
    const only = (changed: AppState): AccountView | undefined => changed.accounts.find(matches);
    const found = only(await state((changed) => only(changed) !== undefined));
    if (found === undefined) throw new Error('The account has gone.');
    return found;
  };
  const log = (): string => readFileSync(join(profile, 'logs/sidetone.log'), 'utf8');
  return { application, happenings, states, state, account, log, stop };
}

/** A demo PBX in this process, without callers of its own and fast enough for tests. */
export async function startDemo(options: DemoPbxOptions = {}): Promise<DemoHandle & { readonly pbx: DemoPbx }> {
  const pbx = await startDemoPbx({ callers: false, seed: 1, pace: 0.02, ...options });
  onTestFinished(() => pbx.close());
  const { port, username, secret, extension } = pbx;
  const ended = new Promise<void>(() => {});
  return { pbx, port, username, secret, extension, context: 'internal', ended, stop: () => pbx.close() };
}

/** What the account form sends to have an account on that PBX. */
export function draftFor(pbx: Omit<DemoHandle, 'ended' | 'stop'>, part: Partial<AccountDraft> = {}): AccountDraft {
  return {
    label: 'Office',
    host: '127.0.0.1',
    port: pbx.port,
    username: pbx.username,
    secret: pbx.secret,
    extension: pbx.extension,
    devices: [],
    context: pbx.context,
    sessionOnly: false,
    ...part,
  };
}
