// @ts-check
/**
 * A running Asterisk, for the tests: in its chroot, as an ordinary user, on loopback and free ports, with a folder of its own
 * for everything it writes, so that several run beside each other. It ends when the process that started it ends, however.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { configure, insideChroot, makeFolder } from './configuration.mjs';
import { ASTERISK_UID, install, rootOf, run } from './install.mjs';
import { accepts, freePorts } from './ports.mjs';
import { remember, removeAbandoned, startsOf } from './running.mjs';

/** @typedef {import('./install.mjs').Version} Version */

const START_WITHIN_MS = 30_000;

/** The number of the system call prctl(2). */
const PRCTL = process.arch === 'arm64' ? '167' : '157';

/**
 * Gives up root, then asks the kernel to end Asterisk with the process that started it (PR_SET_PDEATHSIG; changing the user
 * would take that back), then becomes Asterisk. In Perl because every Debian has it: setpriv of bullseye wants a /proc.
 */
const BECOME_USER = `my ($prctl, $user) = splice @ARGV, 0, 2;
$( = $user; $) = "$user $user"; ($<, $>) = ($user, $user);
die "still root" if $< != $user || $> != $user || $( != $user;
if ($prctl) { syscall($prctl, 1, 9) == 0 or die "prctl: $!"; }
exec @ARGV or die "exec: $!";`;

/**
 * A command line for an Asterisk that runs.
 * @param {Version} version
 * @param {string} home its folder
 * @param {string} command for example `core show channels`
 */
export function cli(version, home, command) {
  const user = `--userspec=${ASTERISK_UID}:${ASTERISK_UID}`;
  const asterisk = ['/usr/sbin/asterisk', '-C', `${insideChroot(home)}/etc/asterisk.conf`, '-rx', command];
  return run('chroot', [user, rootOf(version), ...asterisk]);
}

export class Asterisk {
  /** @type {Version} */
  version;
  /** For example `22.10.1`. */
  release;
  ports;
  /** The folder of everything it writes, as the machine sees it. */
  folder;
  #detached;
  /** @type {import('node:child_process').ChildProcess | null} */
  #process = null;

  /**
   * Made by `Asterisk.start`.
   * @param {Version} version
   * @param {string} release
   * @param {string} folder
   * @param {import('./ports.mjs').Ports} ports
   * @param {boolean} detached
   */
  constructor(version, release, folder, ports, detached) {
    this.version = version;
    this.release = release;
    this.folder = folder;
    this.ports = ports;
    this.#detached = detached;
  }

  /**
   * Installs it where needed, and resolves when it is fully booted.
   * @param {Version} version
   * @param {{ detached?: boolean, say?: (words: string) => void }} [options] `detached`: it outlives this process, until `stopDetached`
   */
  static async start(version, { detached = false, say = () => {} } = {}) {
    const release = await install(version, say);
    await removeAbandoned(version);
    const folder = await mkdtemp(join(startsOf(version), `${process.pid}-`));
    const ports = await freePorts();
    await configure(rootOf(version), folder, ports);
    const asterisk = new Asterisk(version, release, folder, ports, detached);
    try {
      await asterisk.#launch();
    } catch (error) {
      await asterisk.stop();
      throw error;
    }
    return asterisk;
  }

  /** The process's id; a restart keeps it, `relaunch` changes it. */
  get pid() {
    return this.#process?.pid ?? null;
  }

  /**
   * What the command line of Asterisk answers.
   * @param {string} command
   */
  cli(command) {
    return cli(this.version, this.folder, command);
  }

  /** `core restart now`: every call and every session ends; resolves when it is fully booted again. */
  async restart() {
    const before = this.#bornAt();
    // The answer may be cut off by the restart itself.
    await this.cli('core restart now').catch(() => '');
    await this.#until(async () => this.#bornAt() > before && (await this.#answers()));
  }

  /** As a power cut would end it. */
  async crash() {
    await this.#end('SIGKILL');
  }

  /** After `crash`, on the same ports. */
  async relaunch() {
    await this.#launch();
  }

  /** Ends it and removes its folder. */
  async stop() {
    await this.#end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  async #launch() {
    await rm(join(this.folder, 'run'), { recursive: true, force: true });
    await makeFolder(join(this.folder, 'run'));
    const home = insideChroot(this.folder);
    const becomeUser = ['perl', '-e', BECOME_USER, this.#detached ? '0' : PRCTL, String(ASTERISK_UID)];
    const asterisk = ['/usr/sbin/asterisk', '-f', '-C', `${home}/etc/asterisk.conf`];
    const output = await open(join(this.folder, 'output'), 'a');
    const child = spawn('chroot', [rootOf(this.version), ...becomeUser, ...asterisk], {
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
      env: { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C.UTF-8', HOME: home },
    });
    const pid = await new Promise((resolve, reject) => {
      child.once('spawn', () => resolve(child.pid));
      child.once('error', reject);
    });
    await output.close();
    child.unref();
    this.#process = child;
    await remember(this.folder, { pid, detached: this.#detached, ports: this.ports });
    await this.#until(() => this.#answers());
  }

  async #answers() {
    if (this.#bornAt() === 0) return false;
    const booted = await this.cli('core waitfullybooted').catch(() => '');
    return booted.includes('fully booted') && (await accepts(this.ports.ami));
  }

  /** When its control socket was made, which each boot makes anew; 0 where there is none. */
  #bornAt() {
    const socket = join(this.folder, 'run/asterisk.ctl');
    return existsSync(socket) ? statSync(socket).ctimeMs : 0;
  }

  /** @param {() => Promise<boolean>} condition */
  async #until(condition) {
    const deadline = Date.now() + START_WITHIN_MS;
    while (!(await condition())) {
      const over = this.#process?.exitCode !== null || this.#process.signalCode !== null;
      if (over || Date.now() > deadline) {
        const what = over ? 'ended while starting' : `did not come up in ${START_WITHIN_MS / 1000} s`;
        throw new Error(`Asterisk ${this.release} ${what}. ${await this.#lastWords()}`);
      }
      await pause(50);
    }
  }

  async #lastWords() {
    const files = ['output', 'log/messages'].map((name) => readFile(join(this.folder, name), 'utf8').catch(() => ''));
    return (await Promise.all(files)).join('\n').trimEnd().split('\n').slice(-6).join('\n');
  }

  /** @param {'SIGTERM' | 'SIGKILL'} signal */
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
