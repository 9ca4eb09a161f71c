import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Plain } from './say.mjs';

/**
 * Stops set-up unless a file is the one that was pinned.
 * @param {string} file
 * @param {string} algorithm
 * @param {'hex' | 'base64'} encoding
 * @param {string} expected
 */
export async function mustMatch(file, algorithm, encoding, expected) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest(encoding);
  if (actual === expected) return;
  throw new Plain(
    `${path.basename(file)} is not the file that was pinned (${algorithm} ${actual} instead of ${expected}).\n` +
      'Nothing of it has been run. It may have been tampered with: do not use it.',
  );
}
