import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mustMatch } from '../../../build/lib/hash.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sidetone-hash-'));
const file = path.join(folder, 'runtime.tgz');
writeFileSync(file, 'abc');
afterAll(() => rmSync(folder, { recursive: true }));

/** SHA-256 of `abc`, from FIPS 180-2, appendix B.1. */
const right = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('a pinned file', () => {
  it('is taken when its hash is the pinned one', async () => {
    await expect(mustMatch(file, 'sha256', 'hex', right)).resolves.toBeUndefined();
  });

  it('is refused, by name and with both hashes, when it is another', async () => {
    await expect(mustMatch(file, 'sha256', 'hex', right.replace('b', 'c'))).rejects.toThrow(
      /^runtime\.tgz is not the file that was pinned \(sha256 ba78.+ instead of ca78/,
    );
  });
});
