import './lib/node-version.mjs';
import { pathToFileURL } from 'node:url';
import { ensureBundles } from './lib/bundles.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { parts } from './lib/parts.mjs';
import { inProject } from './lib/places.mjs';
import { collect } from './lib/run.mjs';
import { command, elapsed, Plain, say } from './lib/say.mjs';
import { ensureSystem, mayInstall } from './lib/system-packages.mjs';
import { ensureSurroundings, inSurroundings, underKeyring } from './lib/test-surroundings.mjs';
import { runVitest } from './lib/vitest.mjs';

/**
 * `npm test [-- PART… [arguments of vitest]]`: set-up from a fresh clone, then every part (or those that are named). What cannot run on this
 * machine is skipped by name with the reason; with CI=true it fails instead. The last line is `N passed, N failed, N skipped`.
 */

/** @typedef {import('./lib/parts.mjs').Part} Part */
/** @typedef {import('./lib/vitest.mjs').Outcome} Outcome */

const inCi = process.env.CI === 'true';
const since = performance.now();
const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} name @param {Outcome} outcome @param {number} started @param {boolean} shown whether its output has been seen already */
function tell(name, outcome, started, shown) {
  const { passed, failed, skipped, output } = outcome;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const mark = failed > 0 ? '✗' : '✓';
  if (failed > 0 && !shown) say(`\n──── ${name} ────\n${output.trimEnd()}\n────`);
  say(`${mark} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${elapsed(started)})`);
}

/** A part that cannot run here: skipped, or failed where nothing may be skipped. @param {string} name @param {string} reason */
function omit(name, reason) {
  total[inCi ? 'failed' : 'skipped'] += 1;
  say(`${inCi ? '✗' : '-'} ${name}: ${inCi ? 'failed, because nothing may be skipped here' : 'skipped'}: ${reason}`);
}

/** @param {Part} part */
async function runChecks({ name, checks = [], minutes }) {
  for (const check of checks) {
    const started = performance.now();
    const { status, output } = await collect(check.file, check.args, { cwd: inProject(), limit: minutes * 60_000 });
    const outcome = status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
    tell(`${name}: ${check.name}`, { ...outcome, output }, started, false);
  }
}

/** @param {Part} part @param {readonly string[]} extra @param {{ env: NodeJS.ProcessEnv, before: readonly string[], streamed: boolean }} how */
async function runTests({ name, minutes }, extra, { env, before, streamed }) {
  const started = performance.now();
  const onOutput = streamed ? (/** @type {string} */ text) => process.stdout.write(text) : undefined;
  const outcome = await runVitest({ project: name, extra, before, env, mayOmit: !inCi, minutes, onOutput });
  if (/No test files found/.test(outcome.output)) omit(name, 'there is no test in it');
  else tell(name, outcome, started, streamed);
}

/** Runs jobs, two at a time. @param {readonly (() => Promise<void>)[]} jobs */
async function twoAtATime(jobs) {
  const left = [...jobs];
  const worker = async () => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) await job();
  };
  await Promise.all([worker(), worker()]);
}

/** @param {unknown} fault @returns {string} its words, if it has some for people; otherwise it is thrown on */
function reasonOf(fault) {
  if (fault instanceof Plain) return fault.message;
  throw fault;
}

/** Both Asterisk versions. Resolves to why they cannot be had here (undefined: they are there). */
async function ensureAsterisk() {
  const { whyNot } = await import(pathToFileURL(inProject('test/asterisk/install.mjs')).href);
  /** @type {string | null} */
  const reason = whyNot();
  if (reason !== null) return reason;
  say('· installing Asterisk 22 and 16 for the tests, in the background …');
  const started = performance.now();
  const { status, output } = await collect(
    process.execPath,
    [inProject('test/asterisk/testbed.mjs'), 'install', '22', '16'],
    {
      limit: 15 * 60_000,
    },
  );
  if (status !== 0) throw new Plain(`Asterisk could not be installed:\n${output.trim()}`);
  say(`✓ Asterisk 22 and 16 are there (${elapsed(started)})`);
  return undefined;
}

/** @param {readonly Part[]} chosen @param {readonly string[]} extra */
async function runApplicationParts(chosen, extra) {
  if (chosen.length === 0) return async () => {};
  let surroundings;
  try {
    surroundings = await ensureSurroundings();
  } catch (fault) {
    for (const { name } of chosen) omit(name, reasonOf(fault));
    return async () => {};
  }
  await ensureBundles();
  const { env: added } = surroundings;
  // Downloads while the other parts compute. Its fault is told where it is awaited.
  const asterisk = chosen.some(({ needs }) => needs === 'asterisk')
    ? ensureAsterisk().then(
        (reason) => ({ reason, fault: undefined }),
        (/** @type {unknown} */ fault) => ({ reason: undefined, fault }),
      )
    : undefined;

  return async () => {
    for (const part of chosen) {
      if (part.needs === 'asterisk') {
        const { reason, fault } = (await asterisk) ?? {};
        if (reason !== undefined) {
          omit(part.name, reason);
          continue;
        }
        if (fault !== undefined) {
          tell(part.name, { passed: 0, failed: 1, skipped: 0, output: reasonOf(fault) }, performance.now(), false);
          continue;
        }
      }
      say(`· ${part.name} …`);
      await inSurroundings(added, (env) => runTests(part, extra, { env, before: underKeyring, streamed: true }));
    }
  };
}

await command(async () => {
  const given = process.argv.slice(2);
  const names = parts.map(({ name }) => name);
  const firstOther = given.findIndex((argument) => !names.includes(argument));
  const wanted = firstOther === -1 ? given : given.slice(0, firstOther);
  const extra = firstOther === -1 ? [] : given.slice(firstOther);
  if (extra.length > 0 && wanted.length === 0) {
    throw new Plain(`usage: npm test [-- PART… [arguments of vitest]]; the parts are ${names.join(', ')}.`);
  }
  const chosen = parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

  await ensurePackages();
  const runTheRest = await runApplicationParts(
    chosen.filter(({ needs }) => needs !== undefined),
    extra,
  );
  const plain = chosen.filter(({ needs }) => needs === undefined);
  const liked = plain.flatMap(({ likes = [] }) => likes);
  if (liked.length > 0 && mayInstall()) await ensureSystem({ keychain: true, programs: liked });
  const streamed = chosen.length === 1;
  await twoAtATime(
    plain.map(
      (part) => () =>
        part.checks ? runChecks(part) : runTests(part, extra, { env: process.env, before: [], streamed }),
    ),
  );
  await runTheRest();

  say(`\nafter ${elapsed(since)}:`);
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed > 0 ? 1 : 0;
});
