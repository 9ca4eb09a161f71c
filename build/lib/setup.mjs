import { ensureBundles } from './bundles.mjs';
import { ensureElectron } from './electron.mjs';
import { ensurePackages } from './packages.mjs';
import { sandboxTrouble } from './sandbox.mjs';
import { Plain } from './say.mjs';
import { ensureSystem, remedy } from './system-packages.mjs';

/** Libraries without which Sidetone still runs: it says itself what is missing then. */
const dispensable = new Set(['libsecret-1.so.0', 'notify-send']);

/**
 * All that the application needs in order to run: packages, Electron, system libraries, the three bundles. What is there already costs
 * a fraction of a second.
 * @param {{ programs: readonly string[] }} needs programs that must be found besides, for instance Xvfb
 * @returns {Promise<import('./electron.mjs').Electron>}
 */
export async function ensureApplication({ programs }) {
  await ensurePackages();
  const electron = await ensureElectron();
  const missing = await ensureSystem({ electron: electron.executable, programs: [...programs, 'notify-send'] });
  const needed = missing.filter(({ what }) => !dispensable.has(what));
  if (needed.length > 0) throw new Plain(remedy(needed));
  const trouble = sandboxTrouble(electron.executable);
  if (trouble !== undefined) throw new Plain(trouble);
  await ensureBundles();
  return electron;
}
