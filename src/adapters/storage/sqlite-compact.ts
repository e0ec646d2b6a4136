import type { Database } from 'better-sqlite3';
import { day, type Instant } from '../../core/time.js';

/** Larger files are not made anew while a server waits: docs/operations.md says how. */
const largest = 64 * 1024 * 1024;

/**
 * Makes the file anew, once a day. `secure_delete` zeroes what is removed, but not the copies that SQLite leaves behind
 * when it moves rows from one page to another: those go only so. A file in use by somebody else waits for the next day.
 */
export function createCompactor(db: Database): (now: Instant) => void {
  let last: Instant | null = null;
  return (now) => {
    last ??= now;
    if (now - last < day || db.memory) return;
    last = now;
    if (sizeOf(db) <= largest) db.exec('VACUUM');
  };
}

const sizeOf = (db: Database): number =>
  Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
