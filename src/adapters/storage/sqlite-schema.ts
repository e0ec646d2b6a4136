import type { Database } from 'better-sqlite3';
import { TerugblikError } from '../../core/errors.js';

/**
 * Steps that bring a file to the shape that this program knows, in order. A step that was ever released is
 * never changed: what is wrong with it is put right by the next one.
 */
export const migrations: readonly string[] = [
  // Moments are REAL: a retry may be planned at a fraction of a millisecond. Both partial indexes hold only
  // the items they are about, so that asking what is due costs what is due.
  `CREATE TABLE items (
     kind TEXT NOT NULL,
     partition TEXT NOT NULL,
     id TEXT NOT NULL,
     etag TEXT NOT NULL,
     body TEXT NOT NULL,
     sort TEXT NOT NULL,
     wake_at REAL,
     bucket INTEGER,
     expires_at REAL,
     UNIQUE (kind, partition, id)
   ) STRICT;
   CREATE INDEX items_listed ON items (kind, partition, sort, id);
   CREATE INDEX items_due ON items (wake_at, bucket) WHERE wake_at IS NOT NULL;
   CREATE INDEX items_expiring ON items (expires_at) WHERE expires_at IS NOT NULL;`,
];

/**
 * Runs the steps that a file has not had yet, each in a transaction of its own with its number. Throws
 * TerugblikError `schema_newer`, and touches nothing, when a newer program has written the file.
 */
export function migrate(db: Database, steps: readonly string[] = migrations): void {
  if (versionOf(db) > steps.length) {
    throw new TerugblikError(
      'schema_newer',
      `the database has version ${versionOf(db)} and this program knows ${steps.length}: was it opened by a newer release?`,
    );
  }
  for (const [index, sql] of steps.entries()) {
    const step = db.transaction(() => {
      // Read again under the write lock: another process may have taken this step in the meantime.
      if (versionOf(db) > index) return;
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    });
    if (versionOf(db) <= index) step.immediate();
  }
}

const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));
