import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/**
 * What Electron's own default application does for `electron FOLDER`, for the fallback runtime, which comes without one. It is an ES module that
 * awaits the application's entry: Electron holds `ready` back until this module is evaluated, and so until the entry has
 * registered its privileged schemes.
 */

// Chromium's switches stand before the folder.
const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const folder = given === undefined ? undefined : path.resolve(given);
const manifest = folder === undefined ? undefined : path.join(folder, 'package.json');

if (folder === undefined || manifest === undefined || !existsSync(manifest)) {
  process.stderr.write('usage: electron FOLDER [arguments of the application]; FOLDER holds a package.json\n');
  process.exit(2);
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
const described = JSON.parse(readFileSync(manifest, 'utf8'));
if (described.version) app.setVersion(described.version);
app.setName(described.productName ?? described.name);
if (described.desktopName && 'setDesktopName' in app && typeof app.setDesktopName === 'function') {
  app.setDesktopName(described.desktopName);
}
app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
app.setAppPath(folder);

await import(pathToFileURL(path.join(folder, described.main ?? 'index.js')).href);
