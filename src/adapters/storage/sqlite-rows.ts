import { randomUUID } from 'node:crypto';
import type { Item, Stored } from '../../ports/store.js';
import type { ItemRow } from './sqlite-statements.js';
import { damaged } from './store-errors.js';

/** The row of an item whose body is already JSON, under a new ETag. */
export function rowOf(item: Item, body: string): ItemRow {
  const { kind, partition, id, sort, wakeAt, bucket, expiresAt } = item;
  return {
    ...{ kind, partition, id, etag: randomUUID(), body, sort: sort ?? '' },
    ...{ wake_at: wakeAt ?? null, bucket: bucket ?? null, expires_at: expiresAt ?? null },
  };
}

/** The item of a row; what is null there is absent here, and an empty sort is none, as in every store. */
export function storedOf<Body>(row: ItemRow): Stored<Body> {
  const { kind, partition, id, etag } = row;
  return {
    ...{ kind, partition, id, etag, body: bodyOf<Body>(row) },
    ...(row.sort === '' ? {} : { sort: row.sort }),
    ...(row.wake_at === null ? {} : { wakeAt: row.wake_at }),
    ...(row.bucket === null ? {} : { bucket: row.bucket }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  };
}

function bodyOf<Body>({ kind, id, body }: ItemRow): Body {
  try {
    return JSON.parse(body) as Body;
  } catch (error) {
    throw damaged(kind, id, error);
  }
}
