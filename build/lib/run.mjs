import { spawn } from 'node:child_process';
import process from 'node:process';

/**
 * Child processes that end with us. Each has a process group of its own (not on Windows), so that a signal that we get is passed on
 * exactly once, to it and to all that it started.
 */

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const live = new Set();
/** @type {Set<() => void>} */
const cleanUps = new Set();
let ending = false;

/** @type {Record<string, number>} */
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

/** @param {NodeJS.Signals} signal */
async function endOn(signal) {
  if (ending) return;
  ending = true;
  const children = [...live];
  for (const child of children) signalGroup(child, signal);
  const gone = Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))));
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 8000))]);
  for (const child of live) signalGroup(child, 'SIGKILL');
  for (const cleanUp of cleanUps) cleanUp();
  process.exit(128 + (signalNumbers[signal] ?? 15));
}

function listen() {
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    if (process.listenerCount(signal) === 0) process.on(signal, () => void endOn(signal));
  }
}

/**
 * Also done when a signal ends us. The returned function takes it off the list again.
 * @param {() => void} cleanUp
 */
export function onEnd(cleanUp) {
  listen();
  cleanUps.add(cleanUp);
  return () => void cleanUps.delete(cleanUp);
}

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function start(file, args, options = {}) {
  listen();
  const child = spawn(file, args, { detached: process.platform !== 'win32', stdio: 'inherit', ...options });
  live.add(child);
  child.once('close', () => live.delete(child));
  child.once('error', () => live.delete(child));
  return child;
}

/** @param {ChildProcess} child @returns {Promise<number>} its exit status; 128 + n after signal n, as a shell says it */
const ended = (child) =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signalNumbers[signal ?? ''] ?? 9)));
  });

/**
 * Runs a program with our own input and output.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export const run = (file, args, options = {}) => ended(start(file, args, options));

/**
 * Runs a program and collects what it says.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { onOutput?: ((text: string) => void) | undefined, limit?: number }} [options]
 *   `limit`: milliseconds after which it is ended, with all that it started
 * @returns {Promise<{ status: number, stdout: string, output: string, hung: boolean }>} `output` is standard output and standard error as they came
 */
export async function collect(file, args, options = {}) {
  const { onOutput, limit, ...rest } = options;
  const child = start(file, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let output = '';
  let hung = false;
  const end = () => {
    hung = true;
    signalGroup(child, 'SIGTERM');
    setTimeout(() => signalGroup(child, 'SIGKILL'), 5000).unref();
  };
  const timer = limit === undefined ? undefined : setTimeout(end, limit);
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    output += text;
    onOutput?.(text);
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text;
    onOutput?.(text);
  });
  try {
    const status = await ended(child);
    return { status, stdout, output, hung };
  } finally {
    clearTimeout(timer);
  }
}
