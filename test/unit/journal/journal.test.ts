import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { type JournalEntry, openJournal } from '../../../src-main/journal/journal.ts';
import { temporaryFolder } from '../../support/temporary.ts';

function entry(id: string, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id,
    accountId: 'a1',
    linkedid: '1795417337.63',
    direction: 'in',
    internal: false,
    outcome: 'answered',
    number: '+12125550142',
    name: 'Grace Hopper',
    shownName: 'Zoë 🎉 "Z"',
    via: { queue: 'support', did: '5550001' },
    legs: [{ uniqueid: '1.2', channel: 'PJSIP/1001-0000002a', device: 'PJSIP/1001', state: 'up' }],
    beganAt: 1_000.25,
    answeredAt: 2_000.5,
    endedAt: 3_000.75,
    unseenEnd: false,
    ...more,
  };
}

describe('the journal', () => {
  it('gives back every call after a restart as it was recorded, newest first, by account and day', () => {
    const file = join(temporaryFolder(), 'journal.db');
    const missed = entry('b', {
      outcome: 'missed',
      answeredAt: null,
      number: null,
      name: null,
      via: {},
      beganAt: 5_000,
      unseenEnd: true,
    });
    const before = openJournal(file);
    for (const call of [entry('a'), missed, entry('c', { accountId: 'other' }), entry('d', { beganAt: 10 })])
      before.record(call);
    before.close();
    const after = openJournal(file);
    expect(after.list('a1', 1_000)).toEqual([missed, entry('a')]);
    expect(after.problem).toBeNull();
    after.close();
  });

  it('keeps two calls apart that two PBXs gave the same id', () => {
    const journal = openJournal(join(temporaryFolder(), 'journal.db'));
    expect(journal.record(entry('1795465120.1', { accountId: 'one' }))).toBe(true);
    expect(journal.record(entry('1795465120.1', { accountId: 'other' }))).toBe(true);
    expect(journal.list('other', 0)).toHaveLength(1);
    journal.close();
  });

  it('keeps a call once, whatever is recorded later under its id', () => {
    const journal = openJournal(join(temporaryFolder(), 'journal.db'));
    expect(journal.record(entry('a'))).toBe(true);
    expect(journal.record(entry('a', { outcome: 'missed' }))).toBe(false);
    expect(journal.list('a1', 0)).toEqual([entry('a')]);
    journal.close();
  });

  it('amends a missed call that turns out to have reached my mailbox', () => {
    const journal = openJournal(join(temporaryFolder(), 'journal.db'));
    expect(journal.record(entry('a', { outcome: 'missed' }))).toBe(true);
    expect(journal.record(entry('a', { outcome: 'voicemail' }))).toBe(true);
    expect(journal.list('a1', 0)).toEqual([entry('a', { outcome: 'voicemail' })]);
    journal.close();
  });

  it('forgets one account and no other', () => {
    const journal = openJournal(join(temporaryFolder(), 'journal.db'));
    journal.record(entry('a'));
    journal.record(entry('b', { accountId: 'demo' }));
    journal.forget('demo');
    expect(journal.list('demo', 0)).toEqual([]);
    expect(journal.list('a1', 0)).toHaveLength(1);
    journal.close();
  });

  it('is readable by its owner alone, its companion files too', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'journal.db'), '', { mode: 0o644 });
    const journal = openJournal(join(folder, 'journal.db'));
    journal.record(entry('a'));
    const files = readdirSync(folder);
    expect(files).toContain('journal.db-wal');
    for (const name of files) expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
    journal.close();
  });

  it('has what was recorded even when the process is killed at once', () => {
    const file = join(temporaryFolder(), 'journal.db');
    openJournal(file).close();
    const libsql = createRequire(import.meta.url).resolve('libsql');
    const script = `const D = require(${JSON.stringify(libsql)}); const d = new D(${JSON.stringify(file)});
      d.prepare("INSERT INTO call VALUES ('k','a1','1','in',0,'missed',null,null,null,'{}','[]',1,null,2,0)").run();
      d.exec("BEGIN; INSERT INTO call VALUES ('l','a1','1','in',0,'missed',null,null,null,'{}','[]',1,null,2,0)");
      process.kill(process.pid, 'SIGKILL');`;
    expect(spawnSync(process.execPath, ['-e', script]).signal).toBe('SIGKILL');
    const journal = openJournal(file);
    expect(journal.list('a1', 0).map((call) => call.id)).toEqual(['k']);
    expect(journal.problem).toBeNull();
    journal.close();
  });

  it('keeps a file aside that is no database', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'journal.db');
    writeFileSync(file, 'not a database at all, but long enough to be read as one'.repeat(20));
    const journal = openJournal(file);
    expect(journal.problem).toContain('damaged');
    expect(journal.record(entry('a'))).toBe(true);
    const aside = readdirSync(folder).find((name) => name.endsWith('.aside')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toContain('not a database');
    journal.close();
  });

  it('keeps a database aside whose pages are damaged', () => {
    const file = join(temporaryFolder(), 'journal.db');
    const first = openJournal(file);
    for (let call = 0; call < 200; call++) first.record(entry(`call ${call}`));
    first.close();
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(6_000, 0xa5), 0, 6_000, 4_096);
    closeSync(handle);
    const journal = openJournal(file);
    expect(journal.problem).toContain('damaged');
    expect(journal.list('a1', 0)).toEqual([]);
    journal.close();
  });

  it('keeps a newer Sidetone’s journal aside, untouched', () => {
    const file = join(temporaryFolder(), 'journal.db');
    openJournal(file).close();
    const newer = new Database(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const journal = openJournal(file);
    expect(journal.problem).toContain('newer Sidetone');
    journal.close();
  });
});
