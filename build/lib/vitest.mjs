import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inProject } from './places.mjs';
import { collect, onEnd } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, output: string }} Outcome */

/** @typedef {{ status: string, fullName: string }} TestReport one test, in the words of vitest's JSON report */
/** @typedef {{ status: string, name: string, assertionResults: TestReport[] }} FileReport */

/**
 * Counts a report of vitest's. A file that failed without a failed test of its own (it could not be loaded, or a hook failed) counts as one.
 * @param {{ testResults: FileReport[] }} report
 * @param {number} status of vitest itself
 * @param {boolean} mayOmit whether a skipped test is allowed; otherwise it counts as failed
 * @returns {Outcome}
 */
export function count(report, status, mayOmit) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const omitted = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  let failed = tests.filter((test) => test.status === 'failed').length + brokenFiles;
  if (status !== 0 && failed === 0) failed = 1;
  if (mayOmit) return { passed, failed, skipped: omitted.length, output: '' };
  const complaint = omitted.map((test) => `skipped, where nothing may be skipped: ${test.fullName}\n`).join('');
  return { passed, failed: failed + omitted.length, skipped: 0, output: complaint };
}

/**
 * Runs one project of test/vitest.config.ts.
 * @param {object} request
 * @param {string} request.project
 * @param {readonly string[]} request.extra further arguments of vitest: filters, `-t NAME`, …
 * @param {readonly string[]} request.before a command that runs the command after it (the keyring's), or nothing
 * @param {NodeJS.ProcessEnv} request.env
 * @param {boolean} request.mayOmit
 * @param {number} request.minutes
 * @param {((text: string) => void) | undefined} request.onOutput
 * @returns {Promise<Outcome>}
 */
export async function runVitest({ project, extra, before, env, mayOmit, minutes, onOutput }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sidetone-vitest-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forget = onEnd(remove);
  try {
    const file = path.join(folder, 'report.json');
    const vitest = [
      inProject('node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      project,
    ];
    const command = [
      ...before,
      process.execPath,
      ...vitest,
      `--reporter=${onOutput ? 'verbose' : 'default'}`,
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...extra,
    ];
    const [program = '', ...args] = command;
    const { status, output, hung } = await collect(program, args, {
      cwd: inProject(),
      env: { ...env, NODE_ENV: 'test', NO_COLOR: '1' },
      onOutput,
      limit: minutes * 60_000,
    });
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    const counted = report ? count(report, status, mayOmit) : { passed: 0, failed: 1, skipped: 0, output: '' };
    const remark = counted.output + (hung ? `ended after ${minutes} minutes, as it was taken for hung\n` : '');
    onOutput?.(remark);
    return { ...counted, output: `${output}\n${remark}` };
  } finally {
    remove();
    forget();
  }
}
