import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileFor } from '../../../src-main/desktop/app-files.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** A folder of pages, and beside it what nobody may have. */
function pages(): string {
  const outer = realpathSync(temporaryFolder());
  const root = join(outer, 'renderer');
  mkdirSync(join(root, 'main'), { recursive: true });
  mkdirSync(join(outer, 'renderer-secrets'));
  writeFileSync(join(root, 'main/index.html'), 'page');
  writeFileSync(join(root, 'main/with space.js'), 'script');
  writeFileSync(join(root, 'main/notes.txt'), 'notes');
  writeFileSync(join(outer, 'secret.js'), 'secret');
  writeFileSync(join(outer, 'renderer-secrets/secret.js'), 'secret');
  symlinkSync(join(outer, 'secret.js'), join(root, 'main/linked.js'));
  symlinkSync(join(outer, 'renderer-secrets/secret.js'), join(root, 'main/linked-beside.js'));
  return root;
}

it('serves files of ours by their address, with their type', async () => {
  const root = pages();
  expect(await fileFor(root, 'app://sidetone/main/index.html')).toEqual({
    path: join(root, 'main/index.html'),
    type: 'text/html; charset=utf-8',
  });
  expect((await fileFor(root, 'app://sidetone/main/with%20space.js?query#hash'))?.path).toMatch(/with space\.js$/);
});

it.each([
  'app://sidetone/../secret.js',
  'app://sidetone/main/..%2f..%2fsecret.js',
  'app://sidetone/main/%2e%2e/%2e%2e/secret.js',
  'app://sidetone/main/..%5c..%5csecret.js',
  'app://sidetone/%2e%2e/renderer-secrets/secret.js',
  'app://sidetone//etc/passwd.js',
  'app://sidetone/main/linked.js',
  'app://sidetone/main/linked-beside.js',
  'app://sidetone/main/notes.txt',
  'app://sidetone/main/index.html%00.js',
  'app://sidetone/main/%ff.js',
  'app://sidetone/main/',
  'app://sidetone/main/none.js',
  'app://elsewhere/main/index.html',
  'https://sidetone/main/index.html',
  'file:///main/index.html',
  'nonsense',
])('serves nothing for %s', async (address) => {
  expect(await fileFor(pages(), address)).toBeUndefined();
});
