import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { missingFromSystem, remedy } from '../../../build/lib/system-packages.mjs';

let programs = '';
beforeEach(() => {
  programs = mkdtempSync(path.join(os.tmpdir(), 'sidetone-programs-'));
  vi.stubEnv('PATH', programs);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(programs, { recursive: true });
});
const provide = (name: string): void => symlinkSync(process.execPath, path.join(programs, name));

describe.runIf(process.platform === 'linux')('what the system lacks', () => {
  it('is found on the search path, with the package that brings it', () => {
    provide('Xvfb');
    const missing = missingFromSystem({ programs: ['Xvfb', 'notify-send'] });
    expect(missing).toEqual([{ what: 'notify-send', package: 'libnotify-bin' }]);
  });

  it('is told with the one command that installs it', () => {
    provide('apt-get');
    const words = remedy(missingFromSystem({ programs: ['Xvfb', 'dbus-run-session', 'dbus-daemon'] }));
    expect(words).toContain('Missing on this system: Xvfb, dbus-run-session, dbus-daemon.');
    expect(words).toMatch(/^ {2}(sudo )?apt-get install -y --no-install-recommends xvfb dbus$/m);
  });

  it('is told by the names that this system has for it', () => {
    provide('apt-get');
    const aptCache = path.join(programs, 'apt-cache');
    writeFileSync(
      aptCache,
      '#!/bin/sh\n[ "$2" = libasound2t64 ] && printf "libasound2t64:\\n  Candidate: 1.2.11-1ubuntu0.1\\n"\nexit 0\n',
      { mode: 0o755 },
    );
    const missing = ['libasound2', 'libgbm1', 'xvfb'].map((name) => ({ what: name, package: name }));
    expect(remedy(missing)).toMatch(/--no-install-recommends libasound2t64 libgbm1 xvfb$/m);
  });

  it('is told without a command that this system does not have', () => {
    expect(remedy(missingFromSystem({ programs: ['Xvfb'] }))).not.toContain('apt-get');
  });
});
