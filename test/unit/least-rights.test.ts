// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { managerStanza } from '../../src-renderer/features/settings/account-draft.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

/** The classes that the first `read` and `write` after a heading grant. */
function rights(text: string, heading: string): Record<'read' | 'write', ReadonlySet<string>> {
  const stanza = text.slice(text.indexOf(heading));
  const classes = (right: string): ReadonlySet<string> =>
    new Set(new RegExp(`^${right} = ([\\w,]+)`, 'm').exec(stanza)?.[1]?.split(','));
  return { read: classes('read'), write: classes('write') };
}

it('asks for the same rights in the readme and in the account form as the tests on a real Asterisk have', () => {
  const tried = rights(read('test/asterisk/configuration/manager.conf'), '[sidetone]');
  expect(tried.read.size + tried.write.size).toBeGreaterThan(4);
  expect(rights(read('README.md'), '[sidetone')).toEqual(tried);
  expect(rights(managerStanza({ username: '', extension: '1001' }), '[sidetone')).toEqual(tried);
});
