import { existsSync } from 'node:fs';
import { ensureBundles } from './bundles.mjs';
import { ensurePackages } from './packages.mjs';
import { callerFolder, inProject } from './places.mjs';
import { run } from './run.mjs';
import { Plain } from './say.mjs';
import { ensureSurroundings, inSurroundings, underKeyring } from './test-surroundings.mjs';

/**
 * Runs a program that opens the application: after all set-up, on an Xvfb, in a D-Bus session and a keyring of its own. The program finds
 * Electron through test/support/electron.ts (or SIDETONE_ELECTRON).
 * @param {string} file in the project, `.mjs` or `.ts`
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit status
 */
export async function runTool(file, args) {
  if (!existsSync(inProject(file))) throw new Plain(`There is no ${file}.`);
  await ensurePackages();
  const { env: added } = await ensureSurroundings();
  await ensureBundles();
  const program = file.endsWith('.ts')
    ? [inProject('build/lib/run-typescript.mjs'), inProject(file)]
    : [inProject(file)];
  const [shell = '', ...keyring] = underKeyring;
  return inSurroundings(added, (env) =>
    run(shell, [...keyring, process.execPath, ...program, ...args], { cwd: callerFolder(), env }),
  );
}
