import { afterEach, describe, expect, it, vi } from 'vitest';
import { electronArguments, findElectron } from '../../../build/lib/electron.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe.runIf(process.platform === 'linux')('the sandbox', () => {
  it('is left out for root', () => {
    vi.spyOn(process, 'getuid').mockReturnValue(0);
    expect(electronArguments({ shown: true })).toEqual(['--no-sandbox']);
  });

  it('is never left out for anybody else', () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1000);
    expect(electronArguments({ shown: true })).toEqual([]);
    expect(electronArguments({ shown: false })).not.toContain('--no-sandbox');
  });
});

describe('the Electron that is used', () => {
  it('is the one that SIDETONE_ELECTRON names', () => {
    vi.stubEnv('SIDETONE_ELECTRON', process.execPath);
    expect(findElectron()).toMatchObject({ executable: process.execPath, official: false });
  });

  it('is not guessed where that names nothing', () => {
    vi.stubEnv('SIDETONE_ELECTRON', '/nowhere/electron');
    expect(() => findElectron()).toThrow('SIDETONE_ELECTRON names /nowhere/electron, which does not exist.');
  });
});
