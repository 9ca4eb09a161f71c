import { inProject } from './places.mjs';

/** The checks that read the sources without running them: each is one program, and one line of `npm test`. */

/** @typedef {{ name: string, file: string, args: string[] }} Check */

/** @param {string} script inside node_modules @param {string[]} args @returns {Omit<Check, 'name'>} */
const tool = (script, ...args) => ({ file: process.execPath, args: [inProject('node_modules', script), ...args] });
const tsc = (/** @type {string} */ project) => tool('typescript/bin/tsc', '-p', project);

/** @type {readonly Check[]} */
export const typeChecks = [
  { name: 'types of src-main, Electron 45', ...tsc('tsconfig.json') },
  { name: 'types of src-main, Electron 33', ...tsc('build/electron-33.tsconfig.json') },
  { name: 'types of src-renderer', ...tsc('src-renderer') },
  { name: 'types of test', ...tsc('test') },
  { name: 'types of build', ...tsc('build') },
];

/** @type {readonly Check[]} */
export const lintChecks = [
  { name: 'lint and walls', ...tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings') },
  { name: 'format', ...tool('@biomejs/biome/bin/biome', 'ci', '--colors=off', '.') },
  { name: 'nothing unused', ...tool('knip/bin/knip.js') },
];
