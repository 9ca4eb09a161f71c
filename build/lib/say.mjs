/** Progress for people: a line for each step, with the time it took, on standard output or (for commands whose output is data) on standard error. */

/** @type {NodeJS.WritableStream} */
let stream = process.stdout;

/** Sends all further progress to standard error, for commands whose standard output is data. */
export function sayOnStandardError() {
  stream = process.stderr;
}

/** @param {string} line */
export function say(line) {
  stream.write(`${line}\n`);
}

/** @param {number} since from `performance.now()` @returns {string} for instance `4.2 s` */
export function elapsed(since) {
  const seconds = (performance.now() - since) / 1000;
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Does one step and says so. What it is doing stands on the line while it lasts (on a terminal), the time it took at its end.
 * @template T
 * @param {string} what in the present: `building the main process`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const since = performance.now();
  say(`· ${what} …`);
  const value = await work();
  say(`✓ ${what} (${elapsed(since)})`);
  return value;
}

/** A fault that its message explains fully; it is shown without a stack. */
export class Plain extends Error {}

/**
 * Runs a command's body; a fault ends the process with status 1, told in words where it is one of ours.
 * @param {() => Promise<number>} body resolves to the exit status
 */
export async function command(body) {
  try {
    process.exitCode = await body();
  } catch (fault) {
    process.stderr.write(
      `\n${fault instanceof Plain ? fault.message : fault instanceof Error ? fault.stack : String(fault)}\n`,
    );
    process.exitCode = 1;
  }
}
