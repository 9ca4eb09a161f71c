/**
 * Records manager sessions of live calls, as an administrator and as the least-rights user see them:
 *
 *   node build/lib/run-typescript.mjs test/asterisk/record.ts FOLDER [NAME…]
 *
 * leaves FOLDER/<version>/<name>.ami and <name>.sidetone.ami. The calls stand in recorded-calls.ts.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSIONS, type Version } from './install.mjs';
import { Office } from './office.ts';
import { recordedCalls } from './recorded-calls.ts';
import { Recording } from './recording.ts';

const SEEN_BY = { admin: '.ami', sidetone: '.sidetone.ami' };

async function record(version: Version, folder: string, names: readonly string[]): Promise<void> {
  const office = await Office.open(version);
  try {
    for (const [name, call] of Object.entries(recordedCalls)) {
      if (names.length > 0 && !names.includes(name)) continue;
      const sessions = Object.entries(SEEN_BY).map(async ([user, ending]) => ({
        recording: await Recording.start(office.asterisk, user),
        file: join(folder, version, name + ending),
      }));
      const running = await Promise.all(sessions);
      await call(office);
      await office.quiet();
      for (const { recording, file } of running) await writeFile(file, await recording.stop());
    }
  } finally {
    await office.close();
  }
}

const [folder, ...names] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: record.ts FOLDER [NAME…]');
for (const version of VERSIONS) {
  await mkdir(join(folder, version), { recursive: true });
  await record(version, folder, names);
}
