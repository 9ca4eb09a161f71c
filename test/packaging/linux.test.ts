import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../build/lib/places.mjs';
import { electronArguments } from '../support/electron.ts';
import { filesOfAsar, readFuses } from './packaged.ts';

const output = inProject('dist/trial');
const application = path.join(output, 'linux-unpacked');
const executable = path.join(application, 'sidetone');
const work = mkdtempSync(path.join(os.tmpdir(), 'sidetone-packaging-'));
const deb = (): string => {
  const name = readdirSync(output).find((one) => one.endsWith('.deb'));
  if (name === undefined) throw new Error('no .deb was built');
  return path.join(output, name);
};
const dist = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  spawnSync(process.execPath, [inProject('build/dist.mjs'), ...args], { encoding: 'utf8', env });

beforeAll(() => {
  rmSync(output, { recursive: true, force: true });
  const { status, stdout, stderr } = dist(['--trial']);
  if (status !== 0) throw new Error(`npm run dist -- --trial failed:\n${stdout}${stderr}`);
}, 300_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('a release', () => {
  it('is refused with any Electron but the official one', () => {
    const other = path.join(work, 'electron');
    writeFileSync(other, '');
    const { status, stderr } = dist([], { ...process.env, SIDETONE_ELECTRON: other });
    expect(status).toBe(1);
    expect(stderr).toContain('official Electron alone');
    expect(existsSync(inProject('dist/linux-unpacked'))).toBe(false);
  });
});

describe('the packaged folder', () => {
  it('has every fuse where it belongs', () => {
    expect(readFuses(executable)).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('holds the bundles and the native packages, and nothing that belongs to development', () => {
    const files = filesOfAsar(path.join(application, 'resources/app.asar'));
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'out/main/main.js',
        'out/main/demo-process.js',
        'out/preload/preload.cjs',
        'out/renderer/main/index.html',
        'out/renderer/pop/index.html',
      ]),
    );
    const packages = new Set(files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
    const native = `@libsql/linux-${process.arch}-gnu`;
    expect([...packages].toSorted()).toEqual([native, '@neon-rs/load', 'detect-libc', 'keytar', 'libsql']);
    const stray = files.filter((file) => /\.(map|ts|tsx|md)$|(^|\/)(test|src|build|docs)\//.test(file));
    expect(stray).toEqual([]);
    expect(readdirSync(path.join(application, 'resources'))).not.toContain('app');
  });

  it('keeps native code outside the archive, for this platform alone', () => {
    const unpacked = readdirSync(path.join(application, 'resources/app.asar.unpacked'), { recursive: true }).map(
      String,
    );
    expect(unpacked.filter((file) => file.endsWith('.node')).toSorted()).toEqual([
      `node_modules/@libsql/linux-${process.arch}-gnu/index.node`,
      `node_modules/keytar/prebuilds/linux-${process.arch}/keytar.node`,
    ]);
  });
});

describe('the .deb', () => {
  const field = (name: string): string => execFileSync('dpkg-deb', ['-f', deb(), name], { encoding: 'utf8' }).trim();

  it('says what it is and what it needs', () => {
    expect(field('Package')).toBe('sidetone');
    expect(field('Version')).toMatch(/^\d+\.\d+\.\d+/);
    expect(field('Architecture')).toBe(process.arch === 'x64' ? 'amd64' : process.arch);
    expect(field('Depends').split(', ')).toEqual(expect.arrayContaining(['libgtk-3-0', 'libnss3', 'libsecret-1-0']));
    expect(field('Recommends')).toContain('libnotify-bin');
    expect(field('Description')).toMatch(/^Desktop companion to an Asterisk phone\n ./);
  });

  it('installs the program, its entry in the menus, and its icons', () => {
    execFileSync('dpkg-deb', ['-x', deb(), path.join(work, 'root')]);
    const root = (place: string): string => path.join(work, 'root', place);
    expect(existsSync(root('opt/Sidetone/sidetone'))).toBe(true);
    const entry = execFileSync('cat', [root('usr/share/applications/org.sidetone.Sidetone.desktop')], {
      encoding: 'utf8',
    });
    expect(entry).toMatch(/^Exec=\/opt\/Sidetone\/sidetone %U$/m);
    // Offered for nothing that it does not open.
    expect(entry).not.toContain('MimeType');
    for (const size of ['16x16', '48x48', '256x256']) {
      expect(existsSync(root(`usr/share/icons/hicolor/${size}/apps/sidetone.png`))).toBe(true);
    }
  });
});

describe('the packaged application', () => {
  it('opens on the demo PBX, and a call pops', () => {
    const pictures = path.join(work, 'pictures');
    const profile = path.join(work, 'profile');
    const { status, stdout, stderr } = spawnSync(
      executable,
      electronArguments().concat('--profile', profile, '--exit-after', '25', '--screenshot', pictures),
      { encoding: 'utf8', timeout: 60_000, cwd: work },
    );
    expect(stdout, `status ${status}\n${stderr}`).toMatch(/^ringing {2}.+ pop painted in \d+ ms$/m);
    expect(status).toBe(0);
    expect(readdirSync(pictures).filter((name) => name.endsWith('.png'))).not.toEqual([]);
  });
});
