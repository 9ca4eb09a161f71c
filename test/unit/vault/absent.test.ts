import { beforeAll, describe, expect, it } from 'vitest';
import { KeychainUnavailable, openVault } from '../../../src-main/vault/vault.ts';

describe('the vault without a keychain', () => {
  beforeAll(() => {
    delete process.env['DISPLAY'];
    process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent/bus';
  });

  it.skipIf(process.platform !== 'linux')('says that there is none, where there is no D-Bus session', async () => {
    const vault = openVault();
    expect(await vault.probe()).toEqual({ state: 'absent', words: expect.stringContaining('GNOME Keyring') });
    await expect(vault.get('a1')).rejects.toMatchObject({ state: { state: 'absent' } });
  });

  it('says that there is none, where libsecret is missing', async () => {
    const vault = openVault({ load: () => Promise.reject(new Error('Failed to load keytar native addon')) });
    expect((await vault.probe()).state).toBe('absent');
    await vault.set('a1', 's3cret', 'session');
    expect(await vault.get('a1')).toBe('s3cret');
    await expect(vault.delete('a1')).rejects.toThrow(KeychainUnavailable);
    expect(await vault.whereStored('a1')).toBe('none');
  });

  it('does not wait for ever for a keychain that asks its owner', async () => {
    const never = (): Promise<never> => new Promise(() => {});
    const silent = { getPassword: never, setPassword: never, deletePassword: never };
    const vault = openVault({ load: () => Promise.resolve(silent), patienceMs: 20 });
    expect(await vault.probe()).toEqual({ state: 'locked', words: expect.stringContaining('waiting for you') });
    await expect(vault.get('a1')).rejects.toThrow('waiting for you');
    // Nobody waits any more, but the question is still open.
    expect(vault.waiting).toBe(true);
    const idle = openVault();
    await idle.settled();
    expect(idle.waiting).toBe(false);
  });
});
