// @ts-check
/**
 * Asterisk for the tests, out of Debian's packages, in a folder of its own.
 *
 * debootstrap downloads the packages and checks them against Debian's archive keys; they are unpacked, with no maintainer
 * script run, into a folder that becomes a chroot. Nothing is installed on the machine but debootstrap. It is for tests alone:
 * debootstrap does not check how old a suite's index is, so what it fetches may be older than today's.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { arch, cpus, homedir } from 'node:os';
import { join } from 'node:path';

/** @typedef {'22' | '16'} Version */

/** Where each version comes from. A suite may move on: the tests name the release that they ran against. */
const SOURCES = {
  22: { suite: 'sid', packages: ['asterisk', 'asterisk-moh-opsound-gsm'] },
  16: { suite: 'bullseye', packages: ['asterisk', 'asterisk-voicemail', 'asterisk-moh-opsound-gsm'] },
};

/** The user that Asterisk runs as, inside its chroot; the number belongs to nobody on the machine. */
export const ASTERISK_UID = 15038;

/** @type {readonly Version[]} */
export const VERSIONS = ['22', '16'];

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sidetone', 'asterisk');

/** @param {Version} version */
export function rootOf(version) {
  return join(cache, version);
}

/**
 * The release installed, for example `22.10.1`; `null` when it is not installed.
 * @param {Version} version
 */
export function releaseOf(version) {
  const file = join(rootOf(version), 'release');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** Why no Asterisk can be run on this machine, in one sentence; `null` when it can. */
export function whyNot() {
  if (process.platform !== 'linux') return `Asterisk for the tests needs Debian Linux, and this is ${process.platform}`;
  if (!/^ID=debian$/m.test(readIfThere('/etc/os-release')))
    return 'Asterisk for the tests needs Debian, and this is another Linux';
  if (process.getuid?.() !== 0)
    return 'Asterisk for the tests needs root, to make a chroot, and this is an ordinary user';
  if (!['x64', 'arm64'].includes(arch())) return `Asterisk for the tests needs x86-64 or arm64, and this is ${arch()}`;
  return null;
}

/**
 * Installs a version unless it is there. Safe to call from several processes at once: the first to finish wins.
 * @param {Version} version
 * @param {(words: string) => void} say
 * @returns {Promise<string>} the release
 */
export async function install(version, say = () => {}) {
  const present = releaseOf(version);
  if (present) return present;
  const reason = whyNot();
  if (reason) throw new Error(reason);
  const { suite, packages } = SOURCES[version];
  await ensureDebootstrap(say);
  await mkdir(cache, { recursive: true });
  await removeAbandoned();
  const work = await mkdtemp(join(cache, `partial-${process.pid}-`));
  try {
    say(`fetching Asterisk ${version} from Debian ${suite}`);
    await fetchPackages(suite, packages, join(work, 'stage'));
    say(`unpacking Asterisk ${version}`);
    const root = join(work, 'root');
    await unpack(join(work, 'stage/var/cache/apt/archives'), root);
    await furnish(root);
    const banner = await run('chroot', [root, '/usr/sbin/asterisk', '-V']);
    await writeFile(join(root, 'release'), `${/[\d.]+/.exec(banner)?.[0] ?? banner}\n`);
    await rename(root, rootOf(version)).catch((error) => {
      if (releaseOf(version) === null) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const release = releaseOf(version);
  if (!release) throw new Error(`Asterisk ${version} is not there after its installation`);
  say(`Asterisk ${release} is installed`);
  return release;
}

/** @type {Promise<void> | undefined} */
let debootstrapInstalled;

/**
 * Once for both versions, which are installed side by side: a second apt-get would find the first one's lock.
 * @param {(words: string) => void} say
 */
function ensureDebootstrap(say) {
  debootstrapInstalled ??= (async () => {
    if (onPath('debootstrap')) return;
    say('installing debootstrap');
    await run('apt-get', ['-qq', 'update']);
    await run('apt-get', ['-y', '-qq', 'install', '--no-install-recommends', 'debootstrap']);
  })();
  return debootstrapInstalled;
}

/**
 * @param {string} suite
 * @param {readonly string[]} packages
 * @param {string} to
 */
async function fetchPackages(suite, packages, to) {
  // A suite newer than this machine's debootstrap has no script of its own; sid's serves for all.
  const script = existsSync(`/usr/share/debootstrap/scripts/${suite}`) ? [] : ['/usr/share/debootstrap/scripts/sid'];
  const include = `--include=${packages.join(',')}`;
  await run('debootstrap', ['--download-only', '--variant=minbase', include, suite, to, await mirror(), ...script]);
}

/** The Debian mirror that this machine's own apt uses: of the main archive, not of its security updates. */
async function mirror() {
  const found = (await mainArchive()) ?? (await run('apt-get', ['-qq', 'update']).then(mainArchive));
  if (found === undefined) throw new Error("This machine's apt names no Debian mirror to fetch Asterisk from.");
  return found;
}

/** @returns {Promise<string | undefined>} `undefined` where apt has no such archive, or was never updated and cannot tell */
async function mainArchive() {
  const format = ['--format', '$(LABEL)|$(REPO_URI)', 'Created-By: Packages'];
  const targets = await run('apt-get', ['indextargets', ...format]);
  const main = targets.split('\n').find((line) => line.startsWith('Debian|'));
  return main?.split('|')[1];
}

const LEFT_OUT = ['doc', 'man', 'locale', 'info', 'zoneinfo'].map((folder) => `--exclude=./usr/share/${folder}`);

/**
 * @param {string} archives
 * @param {string} root
 */
async function unpack(archives, root) {
  await mkdir(join(root, 'usr'), { recursive: true });
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(root, 'usr', folder));
    await symlink(`usr/${folder}`, join(root, folder)); // as on every Debian of today
  }
  const packages = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
  const extract = `set -o pipefail; dpkg-deb --fsys-tarfile "$1" | tar -C "$2" --keep-directory-symlink -xf - ${LEFT_OUT.join(' ')}`;
  const next = async () => {
    for (let name = packages.pop(); name; name = packages.pop()) {
      await run('bash', ['-c', extract, 'extract', join(archives, name), root]);
    }
  };
  await Promise.all(cpus().slice(0, 4).map(next));
}

/**
 * What the maintainer scripts would have made: devices, users, and names looked up in files alone.
 * @param {string} root
 */
async function furnish(root) {
  for (const folder of ['dev', 'proc', 'tmp', 'testbed', 'var/lib/asterisk']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  for (const [name, minor] of Object.entries({ null: '3', zero: '5', random: '8', urandom: '9' })) {
    const device = join(root, 'dev', name);
    if (!existsSync(device)) await run('mknod', ['-m', '666', device, 'c', '1', minor]);
  }
  const files = {
    'etc/passwd': `root:x:0:0::/:/bin/sh\nasterisk:x:${ASTERISK_UID}:${ASTERISK_UID}::/testbed:/bin/false\n`,
    'etc/group': `root:x:0:\nasterisk:x:${ASTERISK_UID}:\n`,
    'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
    'etc/hosts': '127.0.0.1 localhost\n',
    'etc/resolv.conf': '',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  // Without the default language's prompts, what speaks (voicemail) fails.
  const prompts = join(root, 'usr/share/asterisk/sounds/en');
  if (!existsSync(prompts)) await symlink('en_US_f_Allison', prompts);
}

/** Removes what installations that were cut off have left. */
async function removeAbandoned() {
  for (const name of await readdir(cache)) {
    const pid = /^partial-(\d+)-/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) await rm(join(cache, name), { recursive: true, force: true });
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} parameters
 * @returns {Promise<string>} what it wrote to standard output
 */
export async function run(command, parameters) {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn(command, parameters, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (errors += bytes));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return out;
  const last = (errors || out).trim().split('\n').slice(-3).join(' · ');
  throw new Error(`${command} failed with ${code}: ${last}`);
}

/** @param {string} command */
function onPath(command) {
  return (process.env.PATH ?? '').split(':').some((folder) => folder && existsSync(join(folder, command)));
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
