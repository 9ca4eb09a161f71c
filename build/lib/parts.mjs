import { lintChecks, typeChecks } from './checks.mjs';

/**
 * The parts of `npm test`, in the order in which they are told. A part is a list of checks, or one vitest project (test/vitest.config.ts).
 * @typedef {object} Part
 * @property {string} name
 * @property {readonly import('./checks.mjs').Check[]} [checks]
 * @property {'application' | 'asterisk'} [needs] `application`: the built bundles, Electron, a display and a keyring of its own;
 *   `asterisk`: these, and both Asterisk versions
 * @property {readonly string[]} [likes] programs that some tests of it use and otherwise skip themselves; installed where that is allowed
 * @property {number} minutes after which it is taken for hung and ended
 */

/** @type {readonly Part[]} */
export const parts = [
  { name: 'types', checks: typeChecks, minutes: 5 },
  { name: 'lint', checks: lintChecks, minutes: 5 },
  { name: 'unit', likes: ['dbus-daemon', 'gnome-keyring-daemon'], minutes: 5 },
  { name: 'scenarios', minutes: 5 },
  { name: 'renderer', minutes: 5 },
  { name: 'fuzz', minutes: 5 },
  { name: 'e2e', needs: 'application', minutes: 8 },
  { name: 'security', needs: 'application', minutes: 5 },
  { name: 'asterisk', needs: 'asterisk', minutes: 10 },
  { name: 'packaging', needs: 'application', minutes: 8 },
];
