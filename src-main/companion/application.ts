import { type Clock, systemClock } from '../ami/clock.ts';
import { DONE, type Result, refused } from '../control/result.ts';
import type { Log } from '../diagnostics/log.ts';
import type { Redactor } from '../diagnostics/redaction.ts';
import type { Journal } from '../journal/journal.ts';
import type { AccountSettings, SettingsStore } from '../settings/settings.ts';
import { type CredentialVault, KeychainUnavailable } from '../vault/vault.ts';
import { AccountCompanion } from './account.ts';
import { type AccountDraft, settingsOf } from './account-draft.ts';
import { AccountStore, notFound } from './account-store.ts';
import { testConnection } from './account-test.ts';
import { watchDays } from './day-watch.ts';
import type { Happening } from './happening.ts';
import { Listeners } from './listeners.ts';
import { Notices } from './notices.ts';
import type { AppState, DesktopView, KeychainView, TestStep } from './view.ts';

export type { AccountDraft } from './account-draft.ts';

/** A demo PBX that runs, and how to log in to it. */
export interface DemoHandle {
  readonly port: number;
  readonly username: string;
  readonly secret: string;
  readonly extension: string;
  /** The context in which the demo's phones dial. */
  readonly context: string;
  /** Resolves when it is gone, whether it was stopped or ended by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** `now`: a call started or stopped popping and a window must show it at once; `frame`: at most once a frame is enough. */
export type Urgency = 'now' | 'frame';

export interface ApplicationParts {
  readonly settings: SettingsStore;
  readonly vault: CredentialVault;
  readonly journal: Journal;
  readonly startDemo: () => Promise<DemoHandle>;
  readonly log: Log;
  /** Told of every secret that passes, so that none is ever logged. */
  readonly redactor: Redactor;
  /** Milliseconds since the epoch, with fractions. */
  readonly now: () => number;
}

const DEMO = 'demo';
/** A demo PBX that ends by itself is replaced, but not twice within this time: whatever ends it would end the next one too. */
const DEMO_REPLACED_AFTER_MS = 60_000;

/** The application without its windows: every account, and the one immutable state that all windows show. */
export class Application {
  readonly #parts: ApplicationParts;
  readonly #clock: Clock;
  readonly #store: AccountStore;
  readonly #changes = new Listeners<[AppState, Urgency]>();
  readonly #happenings = new Listeners<[Happening]>();
  readonly #notices = new Notices();
  readonly #accounts = new Map<string, AccountCompanion>();
  #keychain: KeychainView = { state: 'available', words: '' };
  #desktop: DesktopView = { tray: false, notificationActions: false };
  #demo: DemoHandle | null = null;
  #demoReplacedAt = Number.NEGATIVE_INFINITY;
  #revision = 0;
  #state: AppState | null = null;
  #emitSoon: NodeJS.Immediate | null = null;
  #stopDays: () => void = () => {};
  #running = false;
  /** Accounts are saved and removed one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ApplicationParts) {
    this.#parts = parts;
    this.#clock = { ...systemClock, now: parts.now };
    this.#store = new AccountStore(parts);
  }

  /** Made when it is asked for after a change; its `revision` is then one more. */
  get state(): AppState {
    this.#state ??= {
      revision: ++this.#revision,
      accounts: [...this.#accounts.values()].map((account) => account.view),
      keychain: this.#keychain,
      desktop: this.#desktop,
      notices: this.#notices.list,
    };
    return this.#state;
  }

  /** Returns the function that ends the subscription. */
  onChange(listener: (state: AppState, urgency: Urgency) => void): () => void {
    return this.#changes.add(listener);
  }

  onHappening(listener: (happening: Happening) => void): () => void {
    return this.#happenings.add(listener);
  }

  async start(): Promise<void> {
    const { settings, journal } = this.#parts;
    this.#running = true;
    for (const problem of [settings.problem, journal.problem]) if (problem !== null) this.notify('problem', problem);
    this.#stopDays = watchDays(this.#clock, () => {
      for (const account of this.#accounts.values()) account.dayBegan();
    });
    // An account that has its secret does not wait for the keychain's test.
    for (const account of this.#store.accounts) this.#open(account);
    // In turn: an account that is saved while the demo starts must find it there, to end it.
    await this.#inTurn(async () => {
      if (this.#accounts.size === 0) await this.#openDemo();
    });
    // Not waited for: a locked keychain may first ask its owner.
    void this.#probeKeychain();
  }

  /** Ends every connection and the demo PBX; the journal is complete when it resolves. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#stopDays();
    await this.#turn.catch(() => {});
    await Promise.all([...this.#accounts.values()].map((account) => account.stop()));
    await this.#demo?.stop();
    this.#demo = null;
    if (this.#emitSoon !== null) clearImmediate(this.#emitSoon);
  }

  /** The computer woke up, or the network came back: connections try again at once. */
  resumed(): void {
    for (const account of this.#accounts.values()) account.retry();
  }

  /** What this desktop can do, as `desktop/` found out; shown in Settings. */
  setDesktop(desktop: DesktopView): void {
    this.#desktop = desktop;
    this.#changed('frame');
  }

  /** Tells the user something once. */
  notify(tone: 'info' | 'problem', words: string): void {
    this.#notices.add(tone, words);
    this.#parts.log.info('notice', { tone, words });
    this.#changed('frame');
  }

  /** Every step is reported as it happens, first as `running`; the answer has the last of each. */
  async testAccount(draft: AccountDraft, onStep: (step: TestStep) => void): Promise<Result<readonly TestStep[]>> {
    const settings = settingsOf(draft, draft.id ?? 'test');
    if (!settings.ok) return settings;
    return this.#withKeychain(async () => {
      const secret = await this.#store.secretFor(draft);
      if (!secret.ok) return secret;
      return { ok: true, value: await testConnection({ ...draft, ...settings.value }, secret.value, onStep) };
    });
  }

  saveAccount(draft: AccountDraft): Promise<Result<{ readonly accountId: string }>> {
    return this.#inTurn(() => this.#withKeychain(() => this.#save(draft)));
  }

  removeAccount(accountId: string): Promise<Result> {
    return this.#inTurn(() => this.#remove(accountId));
  }

  async reconnectAccount(accountId: string): Promise<Result> {
    return this.#with(accountId, (account) => {
      account.retry();
      return DONE;
    });
  }

  async dial(accountId: string, number: string, name: string | null): Promise<Result> {
    return this.#command('dial', accountId, (account) => account.dial(number, name));
  }

  async hangUp(accountId: string, callId: string): Promise<Result> {
    return this.#command('hang up', accountId, (account) => account.hangUp(callId));
  }

  async transfer(accountId: string, callId: string, to: string): Promise<Result> {
    return this.#command('transfer', accountId, (account) => account.transfer(callId, to));
  }

  async dismissPop(accountId: string, callId: string): Promise<Result> {
    return this.#with(accountId, (account) => account.dismissPop(callId));
  }

  async dismissNotice(noticeId: string): Promise<Result> {
    this.#notices.dismiss(noticeId);
    this.#changed('frame');
    return DONE;
  }

  /** Tests the keychain again, and connects the accounts that wait for their secret. */
  async retryKeychain(): Promise<Result> {
    await this.#probeKeychain();
    if (this.#keychain.state !== 'available') return refused(`keychain-${this.#keychain.state}`, this.#keychain.words);
    for (const account of this.#accounts.values()) if (account.phase === 'refused') account.retry();
    return DONE;
  }

  async #save(draft: AccountDraft): Promise<Result<{ readonly accountId: string }>> {
    if (draft.id === DEMO) return demoIsFixed;
    const saved = await this.#store.save(draft);
    if (!saved.ok) return saved;
    await this.#close(saved.value.id);
    await this.#closeDemo();
    this.#open(saved.value);
    return { ok: true, value: { accountId: saved.value.id } };
  }

  async #remove(accountId: string): Promise<Result> {
    if (accountId === DEMO) return demoIsFixed;
    const removed = await this.#store.remove(accountId);
    if (!removed.ok) return removed;
    if (removed.value !== null) {
      this.notify('problem', `The account was removed, but its secret may still be in the keychain. ${removed.value}`);
    }
    await this.#close(accountId);
    if (this.#accounts.size === 0) await this.#openDemo();
    return DONE;
  }

  #open(settings: AccountSettings, demo: DemoHandle | null = null): void {
    const account = new AccountCompanion({
      settings,
      demo: demo !== null,
      secret: () => this.#secretOf(settings.id),
      journal: this.#parts.journal,
      log: this.#parts.log,
      clock: this.#clock,
      onChange: (urgency) => this.#changed(urgency),
      onHappening: (happening) => this.#happenings.tell(happening),
      notify: (tone, words) => this.notify(tone, words),
    });
    this.#accounts.set(settings.id, account);
    account.start();
    if (demo === null) void this.#showWhereStored(account);
    this.#changed('frame');
  }

  async #showWhereStored(account: AccountCompanion): Promise<void> {
    account.setSecretStored(await this.#store.whereStored(account.settings.id));
  }

  async #secretOf(accountId: string): Promise<string | null> {
    if (accountId === DEMO) return this.#demo?.secret ?? null;
    try {
      const secret = await this.#store.secretOf(accountId);
      if (secret === null)
        throw new Error('No secret is stored for this connection: edit it and type the secret in again.');
      return secret;
    } catch (error) {
      if (error instanceof KeychainUnavailable) this.#setKeychain(error.state);
      throw error;
    }
  }

  async #close(accountId: string): Promise<void> {
    const account = this.#accounts.get(accountId);
    this.#accounts.delete(accountId);
    await account?.stop();
    this.#changed('now');
  }

  async #openDemo(): Promise<void> {
    try {
      const demo = await this.#parts.startDemo();
      this.#parts.redactor.hide(demo.secret);
      this.#demo = demo;
      const { port, username, extension, context } = demo;
      const at = { id: DEMO, label: 'Demo PBX', host: '127.0.0.1', port, username, extension, devices: [], context };
      this.#open(at, demo);
      void demo.ended.then(() => this.#inTurn(() => this.#replaceDemo(demo)));
    } catch (error) {
      this.#parts.log.error('demo', error);
      this.notify('problem', 'The demo PBX could not be started.');
    }
  }

  /** Does nothing for one that was stopped. */
  async #replaceDemo(ended: DemoHandle): Promise<void> {
    if (this.#demo !== ended || !this.#running) return;
    this.#demo = null;
    await this.#close(DEMO);
    const now = this.#clock.now();
    if (now - this.#demoReplacedAt < DEMO_REPLACED_AFTER_MS) {
      this.notify('problem', 'The demo PBX has ended. To have it back, start Sidetone again.');
      return;
    }
    this.#demoReplacedAt = now;
    await this.#openDemo();
  }

  /** The demo goes when a real account comes, and its calls with it. */
  async #closeDemo(): Promise<void> {
    if (this.#demo === null) return;
    const demo = this.#demo;
    this.#demo = null;
    await this.#close(DEMO);
    await demo.stop();
    this.#parts.journal.forget(DEMO);
  }

  async #probeKeychain(): Promise<void> {
    this.#setKeychain(await this.#parts.vault.probe());
  }

  #setKeychain(state: KeychainView): void {
    this.#keychain = state;
    this.#changed('frame');
  }

  /** A keychain that cannot be used becomes a refusal in words, and shows in the state. */
  async #withKeychain<Value>(task: () => Promise<Result<Value>>): Promise<Result<Value>> {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof KeychainUnavailable)) throw error;
      this.#setKeychain(error.state);
      return refused(`keychain-${error.state.state}`, error.message);
    }
  }

  #with(accountId: string, act: (account: AccountCompanion) => Result | Promise<Result>): Result | Promise<Result> {
    const account = this.#accounts.get(accountId);
    return account === undefined ? notFound : act(account);
  }

  /** Refusals are written down by their code alone: their words may name a number. */
  async #command(
    what: string,
    accountId: string,
    act: (account: AccountCompanion) => Promise<Result>,
  ): Promise<Result> {
    const result = await this.#with(accountId, act);
    if (!result.ok) this.#parts.log.info('refused', { account: accountId, what, code: result.code });
    return result;
  }

  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(task, task);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** A change that can wait is told once the packets at hand are read: a flood of events makes one state, not thousands. */
  #changed(urgency: Urgency): void {
    this.#state = null;
    if (!this.#running) return;
    if (urgency === 'now') {
      this.#changes.tell(this.state, 'now');
    } else {
      this.#emitSoon ??= setImmediate(() => {
        this.#emitSoon = null;
        this.#changes.tell(this.state, 'frame');
      });
    }
  }
}

const demoIsFixed = refused('demo', 'The demo PBX goes by itself when you add an account.');
