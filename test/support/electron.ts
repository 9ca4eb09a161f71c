import { electronArguments as argumentsFor, findElectron } from '../../build/lib/electron.mjs';
import { isRoot, projectFolder } from '../../build/lib/places.mjs';

/** The Electron that set-up has found (`npm test` names it in SIDETONE_ELECTRON). */
export function electronExecutable(): string {
  const electron = findElectron();
  if (electron === undefined) throw new Error('No Electron is installed yet: run `npm start` or `npm test` once.');
  return electron.executable;
}

/** Switches that stand before the application's folder: `--no-sandbox` for root alone. */
export const electronArguments = (): string[] => argumentsFor({ shown: false });

/** For Playwright, which otherwise switches the sandbox off by itself. */
export const chromiumSandbox = !isRoot();

/** The folder that holds package.json: the application to open. */
export const applicationFolder: string = projectFolder;
