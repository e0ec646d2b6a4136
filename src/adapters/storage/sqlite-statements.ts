import type { Database, Statement } from 'better-sqlite3';
import type { Instant } from '../../core/time.js';
import type { Kind } from '../../ports/store.js';

/** A row as SQLite gives it. */
export type ItemRow = {
  kind: Kind;
  partition: string;
  id: string;
  etag: string;
  body: string;
  sort: string;
  wake_at: number | null;
  bucket: number | null;
  expires_at: number | null;
};

export type DueRow = Pick<ItemRow, 'kind' | 'partition' | 'id'> & { wake_at: number };

type RefParams = { kind: Kind; partition: string; id: string; now: Instant };
type ListParams = { kind: Kind; partition: string; sort: string; id: string; limit: number; now: Instant };

const columns = 'kind, partition, id, etag, body, sort, wake_at, bucket, expires_at';
const here = 'kind = @kind AND partition = @partition AND id = @id';
/** Said in every statement, so that an expired item is gone whether or not it was swept. */
const alive = '(expires_at IS NULL OR expires_at >= @now)';
const assigned = `etag = excluded.etag, body = excluded.body, sort = excluded.sort,
  wake_at = excluded.wake_at, bucket = excluded.bucket, expires_at = excluded.expires_at`;

/** Naming the index makes SQLite refuse the statement rather than ever scan the table. */
export const dueSql = `SELECT kind, partition, id, wake_at FROM items INDEXED BY items_due
  WHERE wake_at <= @until AND bucket IN (SELECT value FROM json_each(@buckets)) AND ${alive}
  ORDER BY wake_at LIMIT @limit`;

/** The text of a list, from its beginning or after a place. */
export function listSql(order: 'asc' | 'desc', from: 'start' | 'place'): string {
  const after = from === 'start' ? '' : `AND (sort, id) ${order === 'asc' ? '>' : '<'} (@sort, @id)`;
  return `SELECT ${columns} FROM items INDEXED BY items_listed
    WHERE kind = @kind AND partition = @partition ${after} AND ${alive}
    ORDER BY sort ${order}, id ${order} LIMIT @limit`;
}

export type Statements = ReturnType<typeof prepareStatements>;

/** Prepares every statement once; throws what SQLite throws. */
export function prepareStatements(db: Database) {
  const list = (order: 'asc' | 'desc', from: 'start' | 'place'): Statement<[ListParams], ItemRow> =>
    db.prepare(listSql(order, from));
  return {
    get: db.prepare<[RefParams], ItemRow>(`SELECT ${columns} FROM items WHERE ${here} AND ${alive}`),
    /** Where an expired item still lies, the new one takes its place. */
    create: db.prepare<[ItemRow & { now: Instant }]>(
      `INSERT INTO items (${columns})
       VALUES (@kind, @partition, @id, @etag, @body, @sort, @wake_at, @bucket, @expires_at)
       ON CONFLICT (kind, partition, id) DO UPDATE SET ${assigned} WHERE items.expires_at < @now`,
    ),
    replace: db.prepare<[ItemRow & { now: Instant; known: string }]>(
      `UPDATE items SET etag = @etag, body = @body, sort = @sort,
         wake_at = @wake_at, bucket = @bucket, expires_at = @expires_at
       WHERE ${here} AND etag = @known AND ${alive}`,
    ),
    remove: db.prepare<[RefParams & { known: string }]>(
      `DELETE FROM items WHERE ${here} AND etag = @known AND ${alive}`,
    ),
    list: {
      asc: { start: list('asc', 'start'), place: list('asc', 'place') },
      desc: { start: list('desc', 'start'), place: list('desc', 'place') },
    },
    due: db.prepare<[{ until: Instant; buckets: string; limit: number; now: Instant }], DueRow>(dueSql),
    sweep: db.prepare<[{ now: Instant; limit: number }]>(
      `DELETE FROM items WHERE rowid IN
         (SELECT rowid FROM items INDEXED BY items_expiring WHERE expires_at < @now LIMIT @limit)`,
    ),
    probe: db.prepare<[ItemRow]>(
      `INSERT INTO items (${columns})
       VALUES (@kind, @partition, @id, @etag, @body, @sort, @wake_at, @bucket, @expires_at)`,
    ),
    unprobe: db.prepare<[Pick<ItemRow, 'kind' | 'partition' | 'id'>]>(
      'DELETE FROM items WHERE kind = @kind AND partition = @partition AND id = @id',
    ),
  };
}
