import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './places.mjs';
import { run } from './run.mjs';
import { Plain, step } from './say.mjs';

/** @param {string} file @returns {any} undefined where it is absent or broken */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds exactly what package-lock.json asks for. npm writes what it installed into node_modules/.package-lock.json
 * as the last thing of an installation, so an interrupted one is seen too.
 * @param {string} [folder] the project's
 */
export function packagesAreCurrent(folder = inProject()) {
  const wanted = readJson(`${folder}/package-lock.json`)?.packages;
  const installed = readJson(`${folder}/node_modules/.package-lock.json`)?.packages;
  if (wanted === undefined || installed === undefined) return false;
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = installed[place];
    if (found === undefined) {
      // Optional packages of other platforms are in the lock file alone.
      if (entry.optional !== true && entry.devOptional !== true) return false;
      continue;
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) return false;
    if (!existsSync(`${folder}/${place}/package.json`)) return false;
  }
  return Object.keys(installed).every((place) => place in wanted);
}

/** Installs the packages of the lock file, where they are not there yet. */
export async function ensurePackages() {
  if (packagesAreCurrent()) return;
  await step('installing packages (npm ci)', async () => {
    // npm's own entry is known when npm runs us; on Windows `npm` is a .cmd, which Node starts only through a shell.
    const npm = process.env.npm_execpath;
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const status =
      npm !== undefined && /\.c?js$/.test(npm)
        ? await run(process.execPath, [npm, ...args], { cwd: inProject(), stdio: ['ignore', 2, 2] })
        : await run('npm', args, { cwd: inProject(), stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    if (status !== 0) {
      throw new Plain(
        'npm could not install the packages; what it says is above. Mend that and run the command again.',
      );
    }
  });
}
