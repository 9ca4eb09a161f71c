import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from './places.mjs';

/** Chromium's sandbox on Linux stands on user namespaces, or on its set-uid helper where the kernel does not grant them. */

const namespacesWork = () =>
  spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0;

/** @param {string} helper */
function helperWorks(helper) {
  try {
    const { uid, mode } = statSync(helper);
    return uid === 0 && (mode & 0o4755) === 0o4755;
  } catch {
    return false;
  }
}

/**
 * @param {string} electron the executable
 * @returns {string | undefined} how to mend the sandbox, in words; undefined where it works (or cannot be used: root)
 */
export function sandboxTrouble(electron) {
  if (process.platform !== 'linux' || isRoot()) return undefined;
  const helper = path.join(path.dirname(electron), 'chrome-sandbox');
  if (helperWorks(helper) || namespacesWork()) return undefined;
  return [
    "Electron's sandbox cannot work for your user here, and Sidetone does not run without it. Either of these mends it:",
    `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
    '  sudo sysctl -w kernel.unprivileged_userns_clone=1    (Debian; on Ubuntu 24.04: kernel.apparmor_restrict_unprivileged_userns=0)',
  ].join('\n');
}
