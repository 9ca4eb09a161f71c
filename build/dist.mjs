import './lib/node-version.mjs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ensureBundles } from './lib/bundles.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inProject } from './lib/places.mjs';
import { command, Plain, step } from './lib/say.mjs';
import { ensureSystem, hasProgram, remedy } from './lib/system-packages.mjs';

/**
 * `npm run dist [-- --trial] [-- --dir]`: packages for this platform into dist/. A release carries the official Electron; `--trial` builds with
 * whatever Electron is used for development, into dist/trial/, to be tried and never to be given to anyone. `--dir`: the folder alone.
 */

const given = new Set(process.argv.slice(2));

await command(async () => {
  for (const argument of given) {
    if (argument !== '--trial' && argument !== '--dir')
      throw new Plain(`npm run dist knows --trial and --dir, not ${argument}.`);
  }
  const trial = given.has('--trial');
  await ensurePackages();
  const electron = await ensureElectron();
  if (!electron.official && !trial) {
    throw new Plain(
      `A release is built with the official Electron alone; what is here is ${electron.version} from ${path.dirname(electron.executable)}.\n` +
        'Run this where Electron can be downloaded (SIDETONE_OFFICIAL_ELECTRON=1 tries again), or add -- --trial for a package to try out.',
    );
  }
  if (process.platform === 'linux' && !given.has('--dir')) {
    const missing = await ensureSystem({ programs: ['dpkg-deb'] });
    if (missing.length > 0) throw new Plain(remedy(missing));
    if (hasProgram('fpm')) process.env.USE_SYSTEM_FPM ??= 'true';
    else process.env.CUSTOM_FPM_PATH ??= inProject('build/packaging/fpm-for-deb.mjs');
  }
  await ensureBundles();
  await step(trial ? 'packaging, for a trial' : 'packaging', () => packageWith(electron, trial));
  return 0;
});

/** @param {import('./lib/electron.mjs').Electron} electron @param {boolean} trial */
async function packageWith(electron, trial) {
  const { build } = await import('electron-builder');
  const folderOnly = given.has('--dir');
  await build({
    projectDir: inProject(),
    publish: 'never',
    dir: folderOnly,
    config: {
      electronVersion: electron.version,
      electronDist: process.platform === 'darwin' ? null : path.dirname(electron.executable),
      ...(trial && {
        directories: { output: 'dist/trial' },
        deb: { compression: 'gz' },
        // The fallback runtime opens a folder that it is given; the packaged application must not.
        afterExtract: ({ appOutDir }) => rm(path.join(appOutDir, 'resources/app'), { recursive: true, force: true }),
      }),
    },
  });
}
