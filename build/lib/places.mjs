import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectFolder = path.resolve(fileURLToPath(import.meta.url), '../../..');

/** @param {...string} parts @returns {string} an absolute path inside the project */
export const inProject = (...parts) => path.join(projectFolder, ...parts);

/** What is fetched once for every clone on this computer. */
export const cacheFolder = () => path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'sidetone');

/** The folder in which the person typed the command (npm runs its scripts in the project's). */
export const callerFolder = () => process.env.INIT_CWD ?? process.cwd();

export const isRoot = () => process.getuid?.() === 0;
