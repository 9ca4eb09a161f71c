import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSettings } from '../../../src-main/settings/settings.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const account = {
  id: 'a1',
  label: 'Office',
  host: 'pbx.example.com',
  port: 5038,
  username: 'sidetone',
  extension: '1001',
  devices: ['PJSIP/1001'],
  context: 'from-internal',
};

describe('settings', () => {
  it('come back as they were saved, readable by their owner alone', async () => {
    const folder = join(temporaryFolder(), 'profile');
    const file = join(folder, 'settings.json');
    await (await openSettings(file)).save({ accounts: [account] });
    expect((await openSettings(file)).value).toEqual({ accounts: [account] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('are empty and without a problem at the first start', async () => {
    const settings = await openSettings(join(temporaryFolder(), 'settings.json'));
    expect(settings.value).toEqual({ accounts: [] });
    expect(settings.problem).toBeNull();
  });

  it('keeps the last of two that are saved at once', async () => {
    const file = join(temporaryFolder(), 'settings.json');
    const settings = await openSettings(file);
    await Promise.all([settings.save({ accounts: [account] }), settings.save({ accounts: [] })]);
    expect((await openSettings(file)).value).toEqual({ accounts: [] });
    expect(settings.value).toEqual({ accounts: [] });
  });

  it.each([
    ['{"version":1,"accounts":[{"id"', 'damaged'],
    ['', 'damaged'],
    ['{"version":1,"accounts":[{"id":"x"}]}', 'damaged'],
    ['{"version":7,"accounts":"elsewhere"}', 'newer Sidetone'],
  ])('keeps aside what it does not understand: %s', async (text, word) => {
    const folder = temporaryFolder();
    const file = join(folder, 'settings.json');
    writeFileSync(file, text);
    const settings = await openSettings(file);
    expect(settings.value).toEqual({ accounts: [] });
    expect(settings.problem).toContain(word);
    await settings.save({ accounts: [account] });
    const aside = readdirSync(folder).find((name) => name.endsWith('.aside'));
    expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(text);
    expect(settings.problem).toContain(aside);
  });

  it('leaves what it cannot read as it is, and refuses to save over it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'settings.json');
    mkdirSync(file);
    const settings = await openSettings(file);
    expect(settings.problem).toContain('EISDIR');
    await expect(settings.save({ accounts: [] })).rejects.toThrow('cannot be read');
  });

  it('tells in words when the disk refuses, and keeps what was there', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'settings.json');
    const settings = await openSettings(file);
    await settings.save({ accounts: [account] });
    mkdirSync(`${file}.new`);
    chmodSync(folder, 0o700);
    await expect(settings.save({ accounts: [] })).rejects.toThrow(/could not be saved/);
    expect(settings.value.accounts).toHaveLength(1);
    expect((await openSettings(file)).value.accounts).toHaveLength(1);
  });
});
