import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeychainUnavailable, openVault } from '../../../src-main/vault/vault.ts';
import { hasKeyring, startKeyring } from '../../support/keyring.ts';

describe.skipIf(!hasKeyring)('the vault on a gnome-keyring that was never unlocked', () => {
  let stop: () => void = () => {};
  beforeAll(async () => {
    stop = await startKeyring('locked');
  });
  afterAll(() => stop());

  it('says that it is locked, and what to do', async () => {
    expect(await openVault().probe()).toEqual({ state: 'locked', words: expect.stringContaining('Unlock it') });
  });

  it('never takes locked for “no secret stored”', async () => {
    await expect(openVault().get('a1')).rejects.toThrow(KeychainUnavailable);
    await expect(openVault().get('a1')).rejects.toMatchObject({ state: { state: 'locked' } });
  });

  it('refuses to store, and offers the session, which works', async () => {
    const vault = openVault();
    await expect(vault.set('a1', 's3cret', 'keychain')).rejects.toThrow('for this session only');
    await vault.set('a1', 's3cret', 'session');
    expect(await vault.get('a1')).toBe('s3cret');
    expect(await vault.whereStored('a1')).toBe('session');
  });
});
