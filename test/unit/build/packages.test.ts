import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagesAreCurrent } from '../../../build/lib/packages.mjs';

let folder = '';
const one = { 'node_modules/one': { version: '1.0.0', integrity: 'sha512-a' } };

const write = (place: string, packages: object): void =>
  writeFileSync(path.join(folder, place), JSON.stringify({ packages }));
const unpack = (name: string): void => {
  mkdirSync(path.join(folder, 'node_modules', name), { recursive: true });
  writeFileSync(path.join(folder, 'node_modules', name, 'package.json'), '{}');
};

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sidetone-packages-'));
  write('package-lock.json', { '': {}, ...one });
  unpack('one');
  write('node_modules/.package-lock.json', one);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('whether the packages must be installed', () => {
  it('not when node_modules is what the lock file says', () => {
    expect(packagesAreCurrent(folder)).toBe(true);
  });

  it('when there is no node_modules, or an installation did not come to its end', () => {
    rmSync(path.join(folder, 'node_modules/.package-lock.json'));
    expect(packagesAreCurrent(folder)).toBe(false);
  });

  it('when the lock file asks for another version', () => {
    write('package-lock.json', { '': {}, 'node_modules/one': { version: '1.0.1', integrity: 'sha512-b' } });
    expect(packagesAreCurrent(folder)).toBe(false);
  });

  it('when a package was added, or one is no longer asked for', () => {
    write('package-lock.json', { '': {}, ...one, 'node_modules/two': { version: '2.0.0', integrity: 'sha512-c' } });
    expect(packagesAreCurrent(folder)).toBe(false);
    write('package-lock.json', { '': {} });
    expect(packagesAreCurrent(folder)).toBe(false);
  });

  it('when a package was deleted by hand', () => {
    rmSync(path.join(folder, 'node_modules/one'), { recursive: true });
    expect(packagesAreCurrent(folder)).toBe(false);
  });

  it("not for another platform's optional package", () => {
    const other = { 'node_modules/other': { version: '1.0.0', integrity: 'sha512-d', optional: true } };
    write('package-lock.json', { '': {}, ...one, ...other });
    expect(packagesAreCurrent(folder)).toBe(true);
  });
});
