import type Database from 'libsql';

/** Step N brings a journal from `user_version` N to N + 1. Steps are never changed once released, only added. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE call (
     id TEXT NOT NULL,
     account_id TEXT NOT NULL,
     linkedid TEXT NOT NULL,
     direction TEXT NOT NULL,
     internal INTEGER NOT NULL,
     outcome TEXT NOT NULL,
     number TEXT,
     name TEXT,
     shown_name TEXT,
     via TEXT NOT NULL,
     legs TEXT NOT NULL,
     began_at REAL NOT NULL,
     answered_at REAL,
     ended_at REAL NOT NULL,
     unseen_end INTEGER NOT NULL,
     PRIMARY KEY (account_id, id)
   ) STRICT;
   CREATE INDEX call_by_time ON call (account_id, began_at DESC);`,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

export function readVersion(database: Database.Database): number {
  const row: unknown = database.prepare('SELECT user_version AS version FROM pragma_user_version').get();
  return typeof row === 'object' && row !== null && 'version' in row ? Number(row.version) : 0;
}

/** Each step and its new version in one transaction, so that a crash leaves the one or the other. */
export function migrate(database: Database.Database): void {
  for (let version = readVersion(database); version < SCHEMA_VERSION; version++) {
    database.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[version] ?? ''}; PRAGMA user_version = ${version + 1}; COMMIT;`);
  }
}
