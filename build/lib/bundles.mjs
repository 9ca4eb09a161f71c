import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from './places.mjs';
import { step } from './say.mjs';

/**
 * The three bundles in out/, each built only when something that goes into it has changed. A bundle carries the hash of its inputs
 * (file `.inputs`), leaves its source maps out of packages (electron-builder.yml), and is put in place by one rename, so an interrupted build is never taken for a finished one.
 */

/** @typedef {'main' | 'preload' | 'renderer'} BundleName */

/** @type {Record<BundleName, { what: string, config: string, sources: string[], entries: string[] }>} */
const bundles = {
  main: {
    what: 'the main process',
    config: 'build/vite.main.mjs',
    sources: ['src-main', 'build/resources/icons'],
    entries: ['main.js', 'demo-process.js', 'replay.js'],
  },
  preload: {
    what: 'the preload script',
    config: 'build/vite.preload.mjs',
    sources: ['src-main'],
    entries: ['preload.cjs'],
  },
  renderer: {
    what: 'the windows',
    config: 'build/vite.renderer.mjs',
    sources: ['src-renderer', 'build/resources/sidetone.svg'],
    entries: ['main/index.html', 'pop/index.html'],
  },
};

/** @type {readonly BundleName[]} */
export const bundleNames = ['main', 'preload', 'renderer'];
const shared = ['package-lock.json', 'package.json', 'tsconfig.json', 'build/lib/bundles.mjs'];

/** @param {string} place @returns {string[]} the files in a folder, at any depth, or the file itself, in a fixed order */
function filesIn(place) {
  const absolute = inProject(place);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [place];
  return readdirSync(absolute)
    .toSorted()
    .flatMap((name) => filesIn(path.posix.join(place, name)));
}

/** @param {BundleName} name */
function inputsHash(name) {
  const { config, sources } = bundles[name];
  const hash = createHash('sha256');
  for (const file of [...shared, config, ...sources].flatMap(filesIn)) {
    hash.update(`${file}\n`).update(
      createHash('sha256')
        .update(readFileSync(inProject(file)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

/** @param {BundleName} name @param {string} hash */
function isCurrent(name, hash) {
  const folder = inProject('out', name);
  const note = path.join(folder, '.inputs');
  return (
    existsSync(note) &&
    readFileSync(note, 'utf8') === hash &&
    bundles[name].entries.every((entry) => existsSync(path.join(folder, entry)))
  );
}

/** @param {BundleName} name @param {string} hash */
async function buildBundle(name, hash) {
  const { build } = await import('vite');
  // vite sets it for its own process, which is ours; what we start later must not see it.
  const { NODE_ENV } = process.env;
  const work = inProject('out', `.building-${name}-${process.pid}`);
  try {
    await build({
      root: inProject(name === 'renderer' ? 'src-renderer' : '.'),
      configFile: inProject(bundles[name].config),
      mode: 'production',
      logLevel: 'warn',
      build: { outDir: work, sourcemap: true },
    });
    writeFileSync(path.join(work, '.inputs'), hash);
    const place = inProject('out', name);
    const old = inProject('out', `.old-${name}-${process.pid}`);
    if (existsSync(place)) renameSync(place, old);
    renameSync(work, place);
    rmSync(old, { recursive: true, force: true });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {{ only?: readonly BundleName[] }} [options]
 * @returns {Promise<BundleName[]>} what had to be built
 */
export async function ensureBundles({ only = bundleNames } = {}) {
  mkdirSync(inProject('out'), { recursive: true });
  const stale = only
    .map((name) => ({ name, hash: inputsHash(name) }))
    .filter(({ name, hash }) => !isCurrent(name, hash));
  for (const { name, hash } of stale) {
    await step(`building ${bundles[name].what}`, () => buildBundle(name, hash));
  }
  return stale.map(({ name }) => name);
}
