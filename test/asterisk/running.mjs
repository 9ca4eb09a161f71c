// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { rootOf, VERSIONS } from './install.mjs';

/**
 * What each start leaves written of itself, so that others can tell what runs, what may be ended and what was abandoned.
 * @typedef {object} Started
 * @property {number} pid
 * @property {number | null} since the process's start, in the kernel's ticks: an id is used again, the two together are not
 * @property {boolean} detached it was started by hand and outlives whoever started it
 * @property {import('./ports.mjs').Ports} ports
 */

/** @typedef {import('./install.mjs').Version} Version */

/** @param {Version} version */
export const startsOf = (version) => join(rootOf(version), 'testbed');

/**
 * @param {string} home
 * @param {Omit<Started, 'since'>} started
 */
export async function remember(home, started) {
  await writeFile(join(home, 'process.json'), JSON.stringify({ ...started, since: startTime(started.pid) }));
}

/**
 * What runs of a version, whoever started it.
 * @param {Version} version
 * @returns {(Started & { version: Version, home: string })[]}
 */
export function running(version) {
  const folder = startsOf(version);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const home = join(folder, name);
    const started = readStarted(home);
    return started && alive(started) ? [{ version, home, ...started }] : [];
  });
}

/** Ends what was started detached, and nothing else. Answers how many there were. */
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

/**
 * Removes the folders of those that ended with whoever started them.
 * @param {Version} version
 */
export async function removeAbandoned(version) {
  for (const name of await readdir(startsOf(version))) {
    const home = join(startsOf(version), name);
    const started = readStarted(home);
    const starting = !started && existsSync(`/proc/${name.split('-')[0]}`);
    if (starting || (started && alive(started))) continue;
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * @param {string} home
 * @returns {Started | null}
 */
function readStarted(home) {
  const file = join(home, 'process.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** @param {Started} started */
function alive({ pid, since }) {
  return since !== null && startTime(pid) === since;
}

/**
 * In the kernel's ticks since it began (proc(5), field 22); `null` where the process is over.
 * @param {number} pid
 */
function startTime(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : Number(fields[19]);
}
