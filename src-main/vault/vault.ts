import { randomBytes } from 'node:crypto';
import {
  AVAILABLE,
  type Keychain,
  type KeychainState,
  loadKeychain,
  NOT_ANSWERING,
  stateOfFailure,
} from './keychain.ts';

export type { KeychainState } from './keychain.ts';

/** The keychain's own name for what is Sidetone's; people see it in their keychain's manager. */
const SERVICE = 'Sidetone';
const PROBE = 'keychain test';

/** The keychain cannot be used now; its message says why and what to do. */
export class KeychainUnavailable extends Error {
  override readonly name = 'KeychainUnavailable';
  readonly state: KeychainState;

  constructor(state: KeychainState, options?: ErrorOptions) {
    super(state.words, options);
    this.state = state;
  }
}

/** Secrets of accounts: in the operating system's keychain, or in this process's memory for a session. Never anywhere else. */
export interface CredentialVault {
  /** `null`: no secret is stored for this account. Rejects with `KeychainUnavailable` when that cannot be known. */
  get(accountId: string, from?: 'everywhere' | 'session'): Promise<string | null>;
  /** Stores in one place and removes it from the other. Rejects with `KeychainUnavailable`. */
  set(accountId: string, secret: string, where: 'keychain' | 'session'): Promise<void>;
  /** Removes it from memory, and from the keychain too unless told otherwise. Rejects with `KeychainUnavailable`; the one in memory is gone in any case. */
  delete(accountId: string, from?: 'everywhere' | 'session'): Promise<void>;
  /** Finds out whether the keychain can be used, by storing, reading and removing something. */
  probe(): Promise<KeychainState>;
  whereStored(accountId: string): Promise<'keychain' | 'session' | 'none'>;
  /** Whether a question to the keychain is still without an answer, also one that is no longer waited for: a thread of this process hangs on it. */
  readonly waiting: boolean;
  /** Resolves when every question that is open now has its answer, however long that takes. */
  settled(): Promise<void>;
}

export interface VaultOptions {
  readonly load?: () => Promise<Keychain>;
  /** A keychain that asks its owner to unlock it answers when that is done; after this many milliseconds we no longer wait. */
  readonly patienceMs?: number;
}

export function openVault(options: VaultOptions = {}): CredentialVault {
  const { load = loadKeychain, patienceMs = 30_000 } = options;
  const session = new Map<string, string>();
  let loading: Promise<Keychain> | undefined;
  /** Questions to the keychain without an answer yet. */
  const open = new Set<Promise<unknown>>();

  async function ask<Value>(use: (keychain: Keychain) => Promise<Value>): Promise<Value> {
    loading ??= load();
    const answer = loading.then(use);
    open.add(answer);
    try {
      return await answer;
    } finally {
      open.delete(answer);
    }
  }

  async function keychain<Value>(use: (keychain: Keychain) => Promise<Value>): Promise<Value> {
    try {
      return await patiently(ask(use), patienceMs);
    } catch (error) {
      if (error instanceof KeychainUnavailable) throw error;
      throw new KeychainUnavailable(stateOfFailure(error), { cause: error });
    }
  }

  async function probe(): Promise<KeychainState> {
    const account = `${PROBE} ${randomBytes(6).toString('hex')}`;
    const value = randomBytes(12).toString('hex');
    try {
      const back = await keychain(async (chain) => {
        await chain.setPassword(SERVICE, account, value);
        const read = await chain.getPassword(SERVICE, account);
        await chain.deletePassword(SERVICE, account);
        return read;
      });
      return back === value ? AVAILABLE : stateOfFailure(new Error('locked'));
    } catch (error) {
      if (error instanceof KeychainUnavailable) return error.state;
      throw error;
    }
  }

  async function get(accountId: string, from: 'everywhere' | 'session' = 'everywhere'): Promise<string | null> {
    const kept = session.get(accountId);
    if (kept !== undefined) return kept;
    if (from === 'session') return null;
    const stored = await keychain((chain) => chain.getPassword(SERVICE, accountId));
    if (stored !== null) return stored;
    // A locked keychain, too, answers that there is nothing: only one that can be written to is believed.
    const state = await probe();
    if (state.state !== 'available') throw new KeychainUnavailable(state);
    return null;
  }

  return {
    get,
    probe,
    get waiting() {
      return open.size > 0;
    },
    async settled() {
      await Promise.allSettled(open);
    },
    async set(accountId, secret, where) {
      if (where === 'keychain') {
        await keychain((chain) => chain.setPassword(SERVICE, accountId, secret));
        session.delete(accountId);
        return;
      }
      session.set(accountId, secret);
      // What the keychain still holds is the older secret; where the keychain is out of reach, the session's goes before it anyway.
      await keychain((chain) => chain.deletePassword(SERVICE, accountId)).catch(() => false);
    },
    async delete(accountId, from = 'everywhere') {
      session.delete(accountId);
      if (from === 'everywhere') await keychain((chain) => chain.deletePassword(SERVICE, accountId));
    },
    async whereStored(accountId) {
      if (session.has(accountId)) return 'session';
      try {
        return (await keychain((chain) => chain.getPassword(SERVICE, accountId))) === null ? 'none' : 'keychain';
      } catch {
        return 'none';
      }
    },
  };
}

async function patiently<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KeychainUnavailable(NOT_ANSWERING)), milliseconds);
  });
  try {
    return await Promise.race([promise, impatience]);
  } finally {
    clearTimeout(timer);
  }
}
