import { withDisplay } from './display.mjs';
import { ensureElectron } from './electron.mjs';
import { inProject } from './places.mjs';
import { sandboxTrouble } from './sandbox.mjs';
import { Plain } from './say.mjs';
import { ensureSystem, remedy } from './system-packages.mjs';

/** What the tests that open the application (and the tools that do) need around it: Electron, an Xvfb, a D-Bus session and a keyring of their own. */

/** Puts a command into a D-Bus session and a keyring of its own. */
export const underKeyring = [inProject('test/support/with-keyring')];

const programs = ['Xvfb', 'dbus-run-session', 'gnome-keyring-daemon', 'notify-send', 'dunst'];

/** @returns {Promise<{ env: Record<string, string> }>} the Electron that was found, in the environment's words; throws a Plain where it cannot be had */
export async function ensureSurroundings() {
  if (process.platform !== 'linux') {
    throw new Plain('it opens the application with a display and a keyring of its own, which there is on Linux alone');
  }
  const electron = await ensureElectron();
  const missing = await ensureSystem({ electron: electron.executable, programs });
  if (missing.length > 0) throw new Plain(remedy(missing));
  const trouble = sandboxTrouble(electron.executable);
  if (trouble !== undefined) throw new Plain(trouble);
  return { env: { SIDETONE_ELECTRON: electron.executable } };
}

/**
 * Does work on a fresh Xvfb. NO_AT_BRIDGE: GTK need not look for a screen reader there.
 * @template T
 * @param {Record<string, string>} added
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 */
export const inSurroundings = (added, work) =>
  withDisplay({ always: true }, (env) => work({ ...env, NO_AT_BRIDGE: '1', ...added }));
