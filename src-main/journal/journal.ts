import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import type { JournalEntry } from './entry.ts';
import { COLUMNS, fromRow, toRow } from './row.ts';
import { migrate, readVersion, SCHEMA_VERSION } from './schema.ts';

export type { JournalEntry } from './entry.ts';

export interface Journal {
  /** What a person should know about this journal (an older one that was put aside), or `null`. */
  readonly problem: string | null;
  /** Keeps an ended call; one kept as missed before may be told better (it reached my mailbox). `false` when nothing is new. It is on the disk when this returns. */
  record(entry: JournalEntry): boolean;
  /** The calls of an account that began at or after `since` (milliseconds since the epoch), newest first. */
  list(accountId: string, since: number): readonly JournalEntry[];
  /** Removes every call of an account. */
  forget(accountId: string): void;
  close(): void;
}

/**
 * Opens the journal, or begins one. SQLite in WAL mode, every commit synced, mode 0600.
 * A file that cannot be read (damaged, or of a newer Sidetone) is kept aside under another name and told of in `problem`.
 * Throws where the file system does not let it be opened: then nothing is wrong with the history itself.
 */
export function openJournal(file: string, now: () => number = Date.now): Journal {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    return serve(openDatabase(file), null);
  } catch (error) {
    const why = whyUnreadable(error);
    if (why === null) throw error;
    const aside = putAside(file, now());
    const problem = `The call history ${why}. It was kept as ${aside}, and a new one was begun.`;
    return serve(openDatabase(file), problem);
  }
}

class NewerJournal extends Error {}
class DamagedJournal extends Error {}

/** SQLite's own words for a file that is none of its own, or not whole (https://www.sqlite.org/rescode.html). */
const DAMAGED: ReadonlySet<string> = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

function whyUnreadable(error: unknown): string | null {
  if (error instanceof NewerJournal) return 'was written by a newer Sidetone';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof DamagedJournal || DAMAGED.has(code) ? 'is damaged' : null;
}

function openDatabase(file: string): Database.Database {
  // Made beforehand, so that SQLite gives its own files (-wal, -shm) the same mode.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new Database(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;');
    if (readVersion(database) > SCHEMA_VERSION) throw new NewerJournal();
    const health: unknown = database.prepare('SELECT quick_check AS verdict FROM pragma_quick_check(1)').get();
    const healthy = typeof health === 'object' && health !== null && 'verdict' in health && health.verdict === 'ok';
    if (!healthy) throw new DamagedJournal();
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function serve(database: Database.Database, problem: string | null): Journal {
  const insert = database.prepare(
    `INSERT INTO call (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
     ON CONFLICT (account_id, id) DO UPDATE SET outcome = excluded.outcome WHERE outcome = 'missed' AND excluded.outcome <> 'missed'`,
  );
  const select = database.prepare(
    'SELECT * FROM call WHERE account_id = ? AND began_at >= ? ORDER BY began_at DESC, rowid DESC',
  );
  const remove = database.prepare('DELETE FROM call WHERE account_id = ?');
  return {
    problem,
    record: (entry) => insert.run(...toRow(entry)).changes > 0,
    list: (accountId, since) => select.all(accountId, since).map(fromRow),
    forget: (accountId) => {
      remove.run(accountId);
    },
    close: () => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

function putAside(file: string, at: number): string {
  const aside = `${file}.${new Date(at).toISOString().replaceAll(':', '-')}.aside`;
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  return aside;
}
