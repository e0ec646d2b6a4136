import type { Instant } from '../../core/time.js';
import { second } from '../../core/time.js';
import type { Item, Kind, Ref, Stored } from '../../ports/store.js';
import { documentId, partitionKey, positionOf } from './cosmos-names.js';
import { misused } from './store-errors.js';

/** An item as Cosmos DB keeps it. `id` and `partition` may be shortened; `key` and `home` never are. */
export type ItemDocument = {
  id: string;
  partition: string;
  kind: Kind;
  key: string;
  home: string;
  position: string;
  sort?: string;
  body: unknown;
  wakeAt?: Instant;
  bucket?: number;
  expiresAt?: Instant;
  /** Seconds after the last write at which Cosmos DB removes it. */
  ttl?: number;
};

/** A document as it is read. */
export type ReadDocument = ItemDocument & { _etag: string };

/** The longest that Cosmos DB takes. */
const longestTtl = 2 ** 31 - 1;

/** The document of an item; an empty sort is none. */
export function documentOf(item: Item, now: Instant): ItemDocument {
  const { kind, partition, id, sort = '', body, wakeAt, bucket, expiresAt } = item;
  return {
    ...{ id: documentId(item), partition: partitionKey(partition), kind, key: id, home: partition },
    ...{ position: positionOf({ sort, id }), body },
    ...(sort === '' ? {} : { sort }),
    ...(wakeAt === undefined ? {} : { wakeAt }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(expiresAt === undefined ? {} : { expiresAt, ttl: ttlOf(expiresAt, now) }),
  };
}

/** The item of a document, under its own partition and id again. */
export function storedOf<Body>(document: ReadDocument): Stored<Body> {
  const { kind, key, home, sort, body, wakeAt, bucket, expiresAt, _etag } = document;
  return {
    ...{ kind, partition: home, id: key, body: body as Body, etag: etagOf(_etag, expiresAt) },
    ...(sort === undefined ? {} : { sort }),
    ...(wakeAt === undefined ? {} : { wakeAt }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** The ETag of the port carries the moment of expiry, so that a write need not read to know that it is past. */
export const etagOf = (version: string, expiresAt: Instant | undefined): string =>
  JSON.stringify(expiresAt === undefined ? [version] : [version, expiresAt]);

/** What an ETag of the port holds; null for a text that this store never gave, which no item can match. */
export function versionOf(etag: string): { version: string; expiresAt: Instant | undefined } | null {
  try {
    const [version, expiresAt] = JSON.parse(etag) as unknown[];
    if (typeof version !== 'string') return null;
    return { version, expiresAt: typeof expiresAt === 'number' ? expiresAt : undefined };
  } catch {
    return null;
  }
}

/** Whether an item is gone for every reader: after its moment, not at it. */
export const hasExpired = (expiresAt: Instant | undefined, now: Instant): boolean =>
  expiresAt !== undefined && expiresAt < now;

/** Guards against the one mistake a hash could make: another item under the same name. */
export function checkSame(document: ItemDocument, ref: Ref): void {
  if (document.key !== ref.id || document.home !== ref.partition || document.kind !== ref.kind) {
    throw misused(`two items of kind ${ref.kind} have one name in the store`);
  }
}

/** Rounded up and a second more: what is read decides, and Cosmos DB only sweeps. */
const ttlOf = (expiresAt: Instant, now: Instant): number =>
  Math.min(longestTtl, Math.max(1, Math.ceil((expiresAt - now) / second) + 1));
