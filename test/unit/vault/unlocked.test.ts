import keytar from 'keytar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVault } from '../../../src-main/vault/vault.ts';
import { hasKeyring, startKeyring } from '../../support/keyring.ts';

describe.skipIf(!hasKeyring)('the vault on an unlocked gnome-keyring', () => {
  let stop: () => void = () => {};
  beforeAll(async () => {
    stop = await startKeyring('unlocked');
  });
  afterAll(() => stop());

  it('gives a secret back as it was, from another vault too', async () => {
    const secret = 'pa$$ "wörd" \\ 🔑';
    await openVault().set('a1', secret, 'keychain');
    const vault = openVault();
    expect(await vault.get('a1')).toBe(secret);
    expect(await vault.whereStored('a1')).toBe('keychain');
    await vault.delete('a1');
    expect(await vault.get('a1')).toBeNull();
    expect(await vault.whereStored('a1')).toBe('none');
  });

  it('is available, and its test leaves nothing behind', async () => {
    expect(await openVault().probe()).toEqual({ state: 'available', words: '' });
    expect(await keytar.findCredentials('Sidetone')).toEqual([]);
  });

  it('has nothing for an account that it does not know', async () => {
    expect(await openVault().get('nobody')).toBeNull();
  });

  it('keeps a session’s secret out of the keychain, and takes the older one out of it', async () => {
    const vault = openVault();
    await vault.set('a2', 'old', 'keychain');
    await vault.set('a2', 'new', 'session');
    expect(await vault.get('a2')).toBe('new');
    expect(await vault.whereStored('a2')).toBe('session');
    expect(await openVault().get('a2')).toBeNull();
    await vault.set('a2', 'kept', 'keychain');
    expect(await vault.whereStored('a2')).toBe('keychain');
    await vault.delete('a2');
  });
});
