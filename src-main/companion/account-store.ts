import { randomUUID } from 'node:crypto';
import { type Result, refused } from '../control/result.ts';
import type { Log } from '../diagnostics/log.ts';
import type { Redactor } from '../diagnostics/redaction.ts';
import type { AccountSettings, SettingsStore } from '../settings/settings.ts';
import { type CredentialVault, KeychainUnavailable } from '../vault/vault.ts';
import { type AccountDraft, settingsOf } from './account-draft.ts';

export interface AccountStoreParts {
  readonly settings: SettingsStore;
  readonly vault: CredentialVault;
  readonly redactor: Redactor;
  readonly log: Log;
}

/** What is kept of accounts: their settings on the disk, their secrets in the vault, the two never apart. */
export class AccountStore {
  readonly #parts: AccountStoreParts;

  constructor(parts: AccountStoreParts) {
    this.#parts = parts;
  }

  get accounts(): readonly AccountSettings[] {
    return this.#parts.settings.value.accounts;
  }

  /** `null`: none is stored. Rejects with `KeychainUnavailable`. */
  async secretOf(accountId: string): Promise<string | null> {
    const secret = await this.#parts.vault.get(accountId, placeOf(this.accounts.find(({ id }) => id === accountId)));
    if (secret !== null) this.#parts.redactor.hide(secret);
    return secret;
  }

  whereStored(accountId: string): Promise<'keychain' | 'session' | 'none'> {
    return this.#parts.vault.whereStored(accountId);
  }

  /** The secret that a draft brings, or else the one that is stored for it. Rejects with `KeychainUnavailable`. */
  async secretFor(draft: AccountDraft): Promise<Result<string>> {
    this.#parts.redactor.hide(draft.secret);
    const stored = draft.secret === '' && draft.id !== undefined ? await this.secretOf(draft.id) : draft.secret;
    if (stored === null || stored === '') return refused('no-secret', 'Enter the manager user’s secret.');
    return { ok: true, value: stored };
  }

  /** Keeps a new account or a changed one; the secret first, so that there is never an account without. Rejects with `KeychainUnavailable`. */
  async save(draft: AccountDraft): Promise<Result<AccountSettings>> {
    const { vault } = this.#parts;
    const known = this.accounts.find((account) => account.id === draft.id);
    if (draft.id !== undefined && known === undefined) return notFound;
    const made = settingsOf(draft, draft.id ?? randomUUID());
    if (!made.ok) return made;
    const neverInKeychain = draft.sessionOnly && (known === undefined || known.neverInKeychain === true);
    const account = neverInKeychain ? { ...made.value, neverInKeychain } : made.value;
    const secret = await this.secretFor(draft);
    if (!secret.ok) return secret;
    const where = draft.sessionOnly ? 'session' : 'keychain';
    if (draft.secret !== '' || (await vault.whereStored(account.id)) !== where) {
      await vault.set(account.id, secret.value, where);
    }
    const saved = await this.#write(
      known === undefined
        ? [...this.accounts, account]
        : this.accounts.map((old) => (old.id === account.id ? account : old)),
    );
    if (saved !== null) {
      if (known === undefined) await vault.delete(account.id).catch(() => {});
      return saved;
    }
    return { ok: true, value: account };
  }

  /** Removes an account and its secret. The value is `null`, or says why the secret may still be in the keychain. */
  async remove(accountId: string): Promise<Result<string | null>> {
    const account = this.accounts.find(({ id }) => id === accountId);
    if (account === undefined) return notFound;
    const left = this.accounts.filter((other) => other !== account);
    const saved = await this.#write(left);
    if (saved !== null) return saved;
    try {
      await this.#parts.vault.delete(accountId, placeOf(account));
      return { ok: true, value: null };
    } catch (error) {
      if (error instanceof KeychainUnavailable) return { ok: true, value: error.message };
      throw error;
    }
  }

  async #write(accounts: readonly AccountSettings[]): Promise<ReturnType<typeof refused> | null> {
    const { settings, log } = this.#parts;
    try {
      await settings.save({ ...settings.value, accounts });
      return null;
    } catch (error) {
      log.error('the settings could not be saved', error);
      return refused('not-saved', error instanceof Error ? error.message : 'The settings could not be saved.');
    }
  }
}

/** Where its secret may be; the keychain is not asked, nor its owner for the password, for what was never in it. */
const placeOf = (account: AccountSettings | undefined): 'everywhere' | 'session' =>
  account?.neverInKeychain === true ? 'session' : 'everywhere';

export const notFound = refused('no-account', 'There is no such account any more.');
