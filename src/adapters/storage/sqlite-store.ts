import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { TerugblikError } from '../../core/errors.js';
import { minute } from '../../core/time.js';
import type { Clock } from '../../ports/clock.js';
import type { Guard, Item, ListQuery, Page, PutResult, Ref, Store, Stored } from '../../ports/store.js';
import { placeOf, encodeCursor } from './cursor.js';
import { createGroupCommit, type GroupCommit } from './group-commit.js';
import { checkLimit, checkRef, encodeItem } from './item-rules.js';
import { createCompactor } from './sqlite-compact.js';
import { rowOf, storedOf } from './sqlite-rows.js';
import { migrate } from './sqlite-schema.js';
import { prepareStatements, type Statements } from './sqlite-statements.js';
import { sqliteError, sqliteReason } from './sqlite-errors.js';
import { closed, unavailable } from './store-errors.js';

export type SqliteOptions = {
  /** A file, whose folder is made when it is not there; `:memory:` for a store that ends with the process. */
  path: string;
  /** Says what has expired. */
  clock: Clock;
};

/** How long SQLite waits for another process that writes. The whole process waits with it. */
const busyMs = 2000;
const sweepEvery = minute;
const sweepAtOnce = 200;

type Open = { db: Database; sql: Statements; clock: Clock; group: GroupCommit };

/**
 * A store in one SQLite file, for one process. A write is durable when its promise resolves: WAL with
 * synchronous FULL, and writes of the same moment in one transaction. Throws TerugblikError
 * `store_unavailable` when the file cannot be opened and `schema_newer` when a newer release wrote it.
 */
export function openSqliteStore(options: SqliteOptions): Store {
  const { clock } = options;
  const db = openFile(options.path);
  const sql = prepareStatements(db);
  const open: Open = { db, sql, clock, group: createGroupCommit(db, createSweeper(db, sql, clock)) };
  return {
    get: async <Body>(ref: Ref) => guarded(db, () => get<Body>(open, ref)),
    put: async (item, guard) => guarded(db, () => put(open, item, guard)),
    remove: async (ref, etag) => guarded(db, () => remove(open, ref, etag)),
    list: async <Body>(query: ListQuery) => guarded(db, () => list<Body>(open, query)),
    due: async (query) => guarded(db, () => due(open, query)),
    ping: async () => guarded(db, () => ping(open)),
    close: async () => {
      if (!db.open) return;
      open.group.drain();
      db.close();
    },
  };
}

function openFile(path: string): Database {
  let db: Database | null = null;
  try {
    // Students' words: nobody else on the machine has business in this folder.
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    db = new SqliteDatabase(path, { timeout: busyMs });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // What is removed or overwritten is zeroed in the file; otherwise its bytes stay until their page is used again.
    db.pragma('secure_delete = ON');
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof TerugblikError) throw error;
    const reason = sqliteReason(error);
    const why = reason === null ? '' : `: ${reason}`;
    throw unavailable(`the database file ${path} cannot be opened${why}`, error);
  }
}

/** Runs a method; what SQLite throws becomes an error of the port. */
async function guarded<T>(db: Database, run: () => T | Promise<T>): Promise<T> {
  if (!db.open) throw closed();
  try {
    return await run();
  } catch (error) {
    if (error instanceof TerugblikError) throw error;
    throw sqliteError(error);
  }
}

function get<Body>({ sql, clock }: Open, ref: Ref): Stored<Body> | null {
  checkRef(ref);
  const { kind, partition, id } = ref;
  const row = sql.get.get({ kind, partition, id, now: clock.now() });
  return row ? storedOf<Body>(row) : null;
}

function put({ sql, clock, group }: Open, item: Item, guard: Guard): Promise<PutResult> {
  // Encoded now and not at the commit: what was asked to be written is what is written.
  const row = rowOf(item, encodeItem(item));
  return group.run(() => {
    const now = clock.now();
    const { changes } =
      'absent' in guard
        ? sql.create.run({ ...row, now })
        : sql.replace.run({ ...row, now, known: guard.etag });
    return changes === 1 ? { ok: true, etag: row.etag } : { ok: false, reason: 'conflict' };
  });
}

function remove({ sql, clock, group }: Open, ref: Ref, etag: string): Promise<boolean> {
  checkRef(ref);
  const { kind, partition, id } = ref;
  return group.run(
    () => sql.remove.run({ kind, partition, id, known: etag, now: clock.now() }).changes === 1,
  );
}

/** As long as a message may be: what has no room for it is not ready. */
const probed = rowOf({ kind: 'mark', partition: '.', id: 'probe', body: null }, 'x'.repeat(8192));

/** A durable write of something that is gone with the same commit: a full disk says so here, and not to a student. */
const ping = ({ sql, group }: Open): Promise<void> =>
  group.run(() => {
    sql.probe.run(probed);
    sql.unprobe.run(probed);
  });

function list<Body>({ sql, clock }: Open, query: ListQuery): Page<Body> {
  checkLimit(query.limit);
  const { kind, partition, order, after, limit } = query;
  const place = after === undefined ? { sort: '', id: '' } : placeOf(after, order);
  const statement = sql.list[order][after === undefined ? 'start' : 'place'];
  const rows = statement.all({ kind, partition, ...place, limit: limit + 1, now: clock.now() });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => storedOf<Body>(row)),
    next: last && rows.length > limit ? encodeCursor(last) : null,
  };
}

function due({ sql, clock }: Open, query: Parameters<Store['due']>[0]): Awaited<ReturnType<Store['due']>> {
  checkLimit(query.limit);
  const { until, limit } = query;
  const rows = sql.due.all({ until, buckets: JSON.stringify(query.buckets), limit, now: clock.now() });
  return rows.map(({ kind, partition, id, wake_at }) => ({ kind, partition, id, wakeAt: wake_at }));
}

/**
 * Removes what has expired, a little at a time, and lets go of what was written over. Readers do not see either, so a
 * failure can wait.
 */
function createSweeper(db: Database, sql: Statements, clock: Clock): () => void {
  let last = -Infinity;
  const compact = createCompactor(db);
  return () => {
    const now = clock.now();
    if (now - last < sweepEvery && now >= last) return;
    try {
      const { changes } = sql.sweep.run({ now, limit: sweepAtOnce });
      last = changes < sweepAtOnce ? now : -Infinity;
      if (changes >= sweepAtOnce) return;
      compact(now);
      emptyLog(db);
    } catch {
      last = now;
    }
  };
}

/** The log beside the file keeps old versions of its pages: they must not outlive an erasure by more than a minute. */
function emptyLog(db: Database): void {
  // Whoever reads at this moment is not waited for: the next minute will do.
  db.pragma('busy_timeout = 0');
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.pragma(`busy_timeout = ${busyMs}`);
  }
}
