// @ts-check
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ASTERISK_UID } from './install.mjs';

const TEMPLATES = new URL('./configuration/', import.meta.url);
const MODULES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib'];

/**
 * Writes the configuration of one start into its folder, from the templates.
 * @param {string} root the installation's folder, which Asterisk sees as /
 * @param {string} home the start's own folder, inside `testbed` of that
 * @param {import('./ports.mjs').Ports} ports
 */
export async function configure(root, home, ports) {
  for (const folder of ['', 'etc', 'run', 'log', 'lib', 'spool', 'spool/voicemail', 'spool/tmp', 'spool/monitor']) {
    await makeFolder(join(home, folder));
  }
  const modules = MODULES.map((folder) => `${folder}/asterisk/modules`).find((folder) =>
    existsSync(join(root, folder)),
  );
  if (!modules) throw new Error(`There are no Asterisk modules in ${root}`);
  const values = new Map([
    ['HOME', insideChroot(home)],
    ['MODULES', modules],
    ['AMI_PORT', String(ports.ami)],
    ['SIP_PORT', String(ports.sip)],
    ['TRUNK_PORT', String(ports.trunk)],
    ['RTP_START', String(ports.rtp)],
    ['RTP_END', String(ports.rtp + 199)],
  ]);
  const available = await readdir(join(root, modules));
  for (const name of await readdir(TEMPLATES)) {
    const template = await readFile(new URL(name, TEMPLATES), 'utf8');
    const filled = template.replace(/@([A-Z_]+)@/g, (_, /** @type {string} */ key) => {
      const value = values.get(key);
      if (value === undefined) throw new Error(`${name} asks for an unknown @${key}@`);
      return value;
    });
    await writeFile(join(home, 'etc', name), name === 'modules.conf' ? expandModules(filled, available) : filled);
  }
}

/**
 * A start's folder as Asterisk sees it.
 * @param {string} home
 */
export function insideChroot(home) {
  return `/testbed/${basename(home)}`;
}

/**
 * A folder that Asterisk may write to.
 * @param {string} folder
 */
export async function makeFolder(folder) {
  await mkdir(folder, { recursive: true });
  await chown(folder, ASTERISK_UID, ASTERISK_UID);
}

/**
 * `load = name*.so` becomes a line for every module of that name; a module that this version lacks is left out.
 * @param {string} text
 * @param {readonly string[]} available
 */
function expandModules(text, available) {
  return text.replace(/^load = (.+)$/gm, (_, /** @type {string} */ pattern) => {
    const [start = '', end] = pattern.split('*');
    const named = available.filter((module) =>
      end === undefined ? module === pattern : module.startsWith(start) && module.endsWith(end),
    );
    return named.map((module) => `load = ${module}`).join('\n');
  });
}
