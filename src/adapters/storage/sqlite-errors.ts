import SqliteDatabase from 'better-sqlite3';
import type { TerugblikError } from '../../core/errors.js';
import { misused, unavailable } from './store-errors.js';

/** What an operator can do, by the beginning of SQLite's code: the rest of it says where it noticed. */
const reasons: readonly [code: string, reason: string][] = [
  ['SQLITE_FULL', 'the disk is full: make room on it; what was answered 200 is kept, the rest comes again'],
  ['SQLITE_CORRUPT', 'the file is damaged: stop, keep a copy of it and its -wal, and restore the backup'],
  ['SQLITE_NOTADB', 'the file is no database: is it the right path?'],
  ['SQLITE_READONLY', 'the file may not be written: look at its owner and at the disk'],
  ['SQLITE_CANTOPEN', 'the path is no file, or its folder may not be entered'],
  ['SQLITE_IOERR', 'the disk does not read or write: look at the system log'],
  ['SQLITE_BUSY', 'another process holds the file: run one server on it'],
];

/** Why SQLite could not, in words for operators; null where it does not say. */
export function sqliteReason(error: unknown): string | null {
  const code = error instanceof SqliteDatabase.SqliteError ? error.code : '';
  return reasons.find(([begins]) => code.startsWith(begins))?.[1] ?? null;
}

/** The port's error for what SQLite threw. */
export function sqliteError(error: unknown): TerugblikError {
  if (error instanceof SqliteDatabase.SqliteError && error.code === 'SQLITE_TOOBIG')
    return misused('the item is larger than SQLite takes', error);
  return unavailable(sqliteReason(error) ?? 'SQLite could not do it', error);
}
