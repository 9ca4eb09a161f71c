import { readFileSync } from 'node:fs';

/** Reads packaged applications back, with nothing of the tools that wrote them. */

/** Electron's fuses in the order of its fuse wire, version 1 (electron/build/fuses/fuses.json5). */
const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

/** Stands before the fuse wire in every Electron executable: then a byte for the version, one for the length, and a character for each fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** The fuses of an Electron executable: true where on. */
export function readFuses(executable: string): Record<string, boolean> {
  const binary = readFileSync(executable);
  const at = binary.indexOf(sentinel);
  if (at === -1) throw new Error('no fuse wire: not an Electron executable');
  const wire = binary.toString('latin1', at + sentinel.length + 2, at + sentinel.length + 2 + fuseNames.length);
  return Object.fromEntries(fuseNames.map((name, index) => [name, wire[index] === '1']));
}

interface Folder {
  readonly files?: Record<string, Folder>;
  readonly unpacked?: boolean;
}

const paths = (folder: Folder, prefix: string): readonly string[] =>
  Object.entries(folder.files ?? {}).flatMap(([name, entry]) =>
    entry.files === undefined ? [`${prefix}${name}`] : paths(entry, `${prefix}${name}/`),
  );

/** The files of an asar archive. Its head is two nested Chromium pickles: the JSON's length stands at byte 12, the JSON after it. */
export function filesOfAsar(file: string): readonly string[] {
  const archive = readFileSync(file);
  const head: Folder = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12)));
  return paths(head, '');
}
