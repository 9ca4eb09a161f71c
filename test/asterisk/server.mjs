/**
 * A running Asterisk, for the tests: in its chroot, as an ordinary user, on loopback and free ports, with a folder of its own
 * for everything it writes, so that several run beside each other. It ends when the process that started it ends, however.
 */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chown, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ASTERISK_UID, install, rootOf, run, VERSIONS } from './install.mjs';

const TEMPLATES = new URL('./configuration/', import.meta.url);
const START_WITHIN = 30_000;

/** The number of the system call prctl(2). */
const PRCTL = { x64: '157', arm64: '167' };

/**
 * Gives up root, then asks the kernel to end Asterisk with the process that started it (PR_SET_PDEATHSIG; changing the user
 * would take that back), then becomes Asterisk. In Perl because every Debian has it: setpriv of bullseye wants a /proc.
 */
const BECOME_USER = `my ($prctl, $user) = splice @ARGV, 0, 2;
$( = $user; $) = "$user $user"; ($<, $>) = ($user, $user);
die "still root" if $< != $user || $> != $user || $( != $user;
if ($prctl) { syscall($prctl, 1, 9) == 0 or die "prctl: $!"; }
exec @ARGV or die "exec: $!";`;

export class Asterisk {
  #root;
  #home;
  #detached;
  #process = null;

  /** Made by `Asterisk.start`. */
  constructor(version, release, home, ports, detached) {
    this.version = version;
    this.release = release;
    this.ports = ports;
    this.#root = rootOf(version);
    this.#home = home;
    this.#detached = detached;
  }

  /** Installs it where needed, and resolves when it is fully booted. `detached`: it outlives this process, until `stopDetached`. */
  static async start(version, { detached = false, say = () => {} } = {}) {
    const release = await install(version, say);
    await removeAbandoned(version);
    const home = await mkdtemp(join(rootOf(version), 'testbed', `${process.pid}-`));
    const ports = await freePorts();
    await configure(rootOf(version), home, ports);
    const asterisk = new Asterisk(version, release, home, ports, detached);
    await asterisk.#launch().catch(async (error) => {
      await asterisk.stop();
      throw error;
    });
    return asterisk;
  }

  /** The process's id; changes after `crash` and `relaunch` alone, since a restart keeps it. */
  get pid() {
    return this.#process?.pid;
  }

  /** The folder of everything it writes, as the machine sees it. */
  get folder() {
    return this.#home;
  }

  /** What the command line of Asterisk answers. */
  cli(command) {
    const configuration = `/testbed/${basename(this.#home)}/etc/asterisk.conf`;
    return run('chroot', [`--userspec=${ASTERISK_UID}:${ASTERISK_UID}`, this.#root, '/usr/sbin/asterisk', '-C', configuration, '-rx', command]);
  }

  /** `core restart now`: every call and every session ends; resolves when it is fully booted again. */
  async restart() {
    const before = this.#socketBirth();
    // The answer may be cut off by the restart itself.
    await this.cli('core restart now').catch(() => '');
    await this.#until(() => this.#socketBirth() > before && this.#answers());
  }

  /** As a power cut would end it. */
  async crash() {
    await this.#end('SIGKILL');
  }

  /** After `crash`: the same ports and folder. */
  async relaunch() {
    await this.#launch();
  }

  /** Ends it and removes its folder. */
  async stop() {
    await this.#end('SIGTERM');
    await rm(this.#home, { recursive: true, force: true });
  }

  async #launch() {
    const home = `/testbed/${basename(this.#home)}`;
    await rm(join(this.#home, 'run'), { recursive: true, force: true });
    await makeFolder(join(this.#home, 'run'));
    const asterisk = ['/usr/sbin/asterisk', '-f', '-C', `${home}/etc/asterisk.conf`];
    const bound = this.#detached ? '0' : PRCTL[process.arch];
    const output = await open(join(this.#home, 'output'), 'a');
    const child = spawn('chroot', [this.#root, 'perl', '-e', BECOME_USER, bound, String(ASTERISK_UID), ...asterisk], {
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
      env: { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C.UTF-8', HOME: home },
    });
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    await output.close();
    child.unref();
    this.#process = child;
    const started = { pid: child.pid, since: startTime(child.pid), detached: this.#detached, ports: this.ports };
    await writeFile(join(this.#home, 'process.json'), JSON.stringify(started));
    await this.#until(() => this.#answers());
  }

  async #answers() {
    if (!existsSync(this.#socket)) return false;
    const booted = await this.cli('core waitfullybooted').catch(() => '');
    return booted.includes('fully booted') && (await accepts(this.ports.ami));
  }

  get #socket() {
    return join(this.#home, 'run/asterisk.ctl');
  }

  #socketBirth() {
    return existsSync(this.#socket) ? statSync(this.#socket).ctimeMs : 0;
  }

  async #until(condition) {
    const deadline = Date.now() + START_WITHIN;
    while (!(await condition())) {
      const over = this.#process?.exitCode !== null || this.#process?.signalCode !== null;
      if (over || Date.now() > deadline) {
        const files = ['output', 'log/messages'].map((name) => readFile(join(this.#home, name), 'utf8').catch(() => ''));
        const log = (await Promise.all(files)).join('\n').trimEnd();
        const what = over ? 'ended while starting' : `did not come up in ${START_WITHIN / 1000} s`;
        throw new Error(`Asterisk ${this.release} ${what}. ${log.split('\n').slice(-6).join('\n')}`);
      }
      await pause(50);
    }
  }

  async #end(signal) {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const over = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 5000);
    await over;
    clearTimeout(late);
  }
}

/** What runs of a version, whoever started it. */
export function running(version) {
  const folder = join(rootOf(version), 'testbed');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((home) => {
      const started = readStarted(home);
      return started && alive(started) ? [{ version, home, ...started }] : [];
    });
}

/** Ends what was started detached, and nothing else. Answers how many. */
export async function stopDetached() {
  const mine = VERSIONS.flatMap(running).filter((asterisk) => asterisk.detached);
  for (const asterisk of mine) {
    process.kill(asterisk.pid, 'SIGTERM');
    const deadline = Date.now() + 5000;
    while (alive(asterisk) && Date.now() < deadline) await pause(50);
    if (alive(asterisk)) process.kill(asterisk.pid, 'SIGKILL');
    await rm(asterisk.home, { recursive: true, force: true });
  }
  return mine.length;
}

/** Removes the folders of those that ended with whoever started them. */
async function removeAbandoned(version) {
  const folder = join(rootOf(version), 'testbed');
  for (const name of await readdir(folder)) {
    const home = join(folder, name);
    const started = readStarted(home);
    const starting = !started && existsSync(`/proc/${name.split('-')[0]}`);
    if (starting || (started && alive(started))) continue;
    await rm(home, { recursive: true, force: true });
  }
}

function readStarted(home) {
  const file = join(home, 'process.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** A process is known by its id and the time it began, since ids are used again. */
function alive({ pid, since }) {
  return startTime(pid) === since;
}

function startTime(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : Number(fields[19]);
  } catch {
    return null;
  }
}

async function configure(root, home, ports) {
  for (const folder of ['', 'etc', 'run', 'log', 'lib', 'spool/voicemail', 'spool/tmp', 'spool/monitor']) {
    await makeFolder(join(home, folder));
  }
  await chown(join(home, 'spool'), ASTERISK_UID, ASTERISK_UID);
  const modules = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib']
    .map((folder) => `${folder}/asterisk/modules`)
    .find((folder) => existsSync(join(root, folder)));
  const values = {
    HOME: `/testbed/${basename(home)}`,
    MODULES: modules,
    AMI_PORT: ports.ami,
    SIP_PORT: ports.sip,
    TRUNK_PORT: ports.trunk,
    RTP_START: ports.rtp,
    RTP_END: ports.rtp + 198,
  };
  const available = await readdir(join(root, modules));
  for (const name of await readdir(TEMPLATES)) {
    const template = await readFile(new URL(name, TEMPLATES), 'utf8');
    const filled = template.replace(/@([A-Z_]+)@/g, (_, key) => {
      if (!(key in values)) throw new Error(`${name} asks for an unknown @${key}@`);
      return String(values[key]);
    });
    await writeFile(join(home, 'etc', name), name === 'modules.conf' ? expandModules(filled, available) : filled);
  }
}

/** `load = name*.so` becomes a line for every module of that name; one that this version lacks is left out. */
function expandModules(text, available) {
  const line = (pattern) => {
    const [start, end] = pattern.split('*');
    const named = (module) => (end === undefined ? module === pattern : module.startsWith(start) && module.endsWith(end));
    return available.filter(named).map((module) => `load = ${module}`).join('\n');
  };
  return text.replace(/^load = (.+)$/gm, (_, pattern) => line(pattern));
}

async function makeFolder(folder) {
  await mkdir(folder, { recursive: true });
  await chown(folder, ASTERISK_UID, ASTERISK_UID);
}

async function freePorts() {
  const [ami, sip, trunk, rtp] = await Promise.all([freeTcp(), freeUdp('127.0.0.1'), freeUdp('127.0.0.2'), freeUdp('127.0.0.1')]);
  // Asterisk itself passes over those of its 100 pairs of media ports that are taken.
  return { ami, sip, trunk, rtp: Math.min(rtp + (rtp % 2), 65_300) };
}

async function freeTcp() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function freeUdp(address) {
  const socket = createSocket('udp4');
  await new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, address, resolve);
  });
  const { port } = socket.address();
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}
