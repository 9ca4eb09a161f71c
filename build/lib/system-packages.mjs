import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject, isRoot } from './places.mjs';
import { collect } from './run.mjs';
import { Plain, say, step } from './say.mjs';

/** What Linux itself must have: found out by looking (ldd, the search path), never by asking which distribution it is. */

/** The Debian package of each library that Electron or keytar links to and that a bare system may lack. */
const libraryPackages = /** @type {Record<string, string>} */ ({
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libdrm.so.2': 'libdrm2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libexpat.so.1': 'libexpat1',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libudev.so.1': 'libudev1',
  'libsecret-1.so.0': 'libsecret-1-0',
});

/** The Debian package of each program that something here calls. */
const programPackages = /** @type {Record<string, string>} */ ({
  Xvfb: 'xvfb',
  'dbus-daemon': 'dbus',
  'dbus-run-session': 'dbus',
  'gnome-keyring-daemon': 'gnome-keyring',
  'notify-send': 'libnotify-bin',
  dunst: 'dunst',
  'dpkg-deb': 'dpkg',
});

/** @param {string} name */
export const hasProgram = (name) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => folder !== '' && existsSync(path.join(folder, name)));

/** @typedef {{ what: string, package: string | undefined }} Missing */

/** @param {string} file an executable or shared library @returns {Missing[]} */
function missingLibraries(file) {
  const { stdout } = spawnSync('ldd', [file], { encoding: 'utf8' });
  const names = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
  return names.map((what) => ({ what, package: libraryPackages[what] }));
}

function keytarBinary() {
  const folder = inProject('node_modules/keytar/prebuilds', `linux-${process.arch}`);
  const file = existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.node')) : undefined;
  return file === undefined ? undefined : path.join(folder, file);
}

const hasFonts = () =>
  ['/usr/share/fonts', '/usr/local/share/fonts'].some((folder) => existsSync(folder) && readdirSync(folder).length > 0);

/**
 * @param {{ electron?: string, keychain?: boolean, programs?: readonly string[] }} needs the Electron executable that must start; whether keytar must
 *   load; programs that must be found
 * @returns {Missing[]}
 */
export function missingFromSystem({ electron, keychain = electron !== undefined, programs = [] }) {
  if (process.platform !== 'linux') return [];
  const keytar = keychain ? keytarBinary() : undefined;
  return [
    ...(electron === undefined ? [] : missingLibraries(electron)),
    ...(keytar === undefined ? [] : missingLibraries(keytar)),
    ...(electron === undefined || hasFonts() ? [] : [{ what: 'a font', package: 'fonts-dejavu-core' }]),
    ...programs.filter((name) => !hasProgram(name)).map((what) => ({ what, package: programPackages[what] })),
  ];
}

const names = (/** @type {readonly Missing[]} */ missing) => [...new Set(missing.map(({ what }) => what))].join(', ');

/**
 * Ubuntu 24.04 and Debian 13 renamed the libraries whose time_t grew. Of some old names several packages take the place there, and apt then
 * installs none of them (libasound2).
 * @param {string} name
 */
function presentName(name) {
  if (!name.startsWith('lib')) return name;
  const asked = spawnSync('apt-cache', ['policy', `${name}t64`], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return /^ +Candidate: (?!\(none\))/m.test(asked.stdout ?? '') ? `${name}t64` : name;
}

/** @param {readonly Missing[]} missing @returns {string[]} as this system's apt knows them */
const packagesFor = (missing) => [...new Set(missing.flatMap((one) => one.package ?? []))].map(presentName);

/** @param {readonly Missing[]} missing @returns {string} the one command that installs it all, or what to look for */
export function remedy(missing) {
  const packages = packagesFor(missing);
  const apt = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  return hasProgram('apt-get') && packages.length > 0
    ? `Missing on this system: ${names(missing)}. This installs it:\n  ${isRoot() ? '' : 'sudo '}${apt}`
    : `Missing on this system: ${names(missing)}. Install the packages of your distribution that carry them.`;
}

export const mayInstall = () => process.platform === 'linux' && isRoot() && hasProgram('apt-get');

/** @param {readonly string[]} packages Debian packages @returns {Promise<void>} */
export async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => collect('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
  await step(`installing system packages: ${packages.join(' ')}`, async () => {
    // The lists may be recent enough; only where they are not are they fetched.
    if ((await install()).status === 0) return;
    await collect('apt-get', ['update', '-q'], { env });
    const { status, output } = await install();
    if (status !== 0) throw new Plain(`apt-get could not install ${packages.join(' ')}:\n${output.trim()}`);
  });
}

/**
 * Installs what is missing where that is allowed (root, apt), and otherwise says what would.
 * @param {Parameters<typeof missingFromSystem>[0]} needs
 * @returns {Promise<Missing[]>} what is missing still
 */
export async function ensureSystem(needs) {
  const missing = missingFromSystem(needs);
  if (missing.length === 0) return [];
  const packages = packagesFor(missing);
  if (mayInstall() && packages.length > 0) {
    await aptInstall(packages);
    return missingFromSystem(needs);
  }
  say(remedy(missing));
  return missing;
}
