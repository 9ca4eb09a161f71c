import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Recording {
  readonly name: string;
  readonly bytes: Buffer;
}

const folder = fileURLToPath(new URL('../../fixtures/ami/', import.meta.url));

/** The recorded streams of test/fixtures/ami. */
export const recordings: readonly Recording[] = ['16', '22'].flatMap((version) =>
  readdirSync(`${folder}${version}`)
    .filter((file) => file.endsWith('.ami'))
    .map((file) => ({ name: `${version}/${file}`, bytes: readFileSync(`${folder}${version}/${file}`) })),
);

export function recording(name: string): Buffer {
  const found = recordings.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no recording ${name}.`);
  return found.bytes;
}
