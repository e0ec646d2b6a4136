import type { Container, RequestOptions } from '@azure/cosmos';
import type { Clock } from '../../ports/clock.js';
import type { Guard, Item, ListQuery, Page, PutResult, Ref, Store, Stored } from '../../ports/store.js';
import { clientFor, waitOf, type CosmosOptions } from './cosmos-client.js';
import { openContainer } from './cosmos-container.js';
import {
  checkSame,
  documentOf,
  etagOf,
  hasExpired,
  storedOf,
  versionOf,
  type ItemDocument,
  type ReadDocument,
} from './cosmos-documents.js';
import { guardFailed, isContainerMissing, toStoreError, type Act } from './cosmos-errors.js';
import { documentId, partitionKey } from './cosmos-names.js';
import { readDue, readList } from './cosmos-queries.js';
import { placeOf, encodeCursor } from './cursor.js';
import { checkLimit, checkRef, encodeItem } from './item-rules.js';
import { closed, unavailable } from './store-errors.js';

export type { CosmosOptions };

type Open = { container: Container; clock: Clock; signal: AbortSignal };

/**
 * A store in one container of Cosmos DB, which is made when it is not there. One put is one request. Throws
 * TerugblikError `store_unavailable` when the account cannot be reached and `store_misconfigured` when the account or
 * the container was made otherwise.
 */
export async function openCosmosStore(options: CosmosOptions): Promise<Store> {
  const { clock, database, container: name = 'items', autoscale } = options;
  const timeoutMs = waitOf(options);
  const client = clientFor(options);
  const named = { database, container: name, ...(autoscale === undefined ? {} : { autoscale }) };
  const container = await within(2 * timeoutMs, () => openContainer(client, named)).catch(
    (error: unknown) => {
      client.dispose();
      throw toStoreError(error);
    },
  );
  let isClosed = false;
  const guarded = async <T>(run: (open: Open) => Promise<T>): Promise<T> => {
    if (isClosed) throw closed();
    try {
      return await within(timeoutMs, (signal) => run({ container, clock, signal }));
    } catch (error) {
      throw toStoreError(error);
    }
  };
  return {
    get: <Body>(ref: Ref) => guarded((open) => get<Body>(open, ref)),
    put: (item, guard) => guarded((open) => put(open, item, guard)),
    remove: (ref, etag) => guarded((open) => remove(open, ref, etag)),
    list: <Body>(query: ListQuery) => guarded((open) => list<Body>(open, query)),
    due: (query) => guarded((open) => due(open, query)),
    // A point read of nothing: one request unit, and it goes the way that every turn goes.
    ping: () =>
      guarded(async (open) => void (await find(open, { kind: 'mark', partition: '.', id: 'ping' }))),
    close: async () => {
      isClosed = true;
      client.dispose();
    },
  };
}

/**
 * Gives a method up in time. The SDK looks at the signal only when it sends, not while it waits to repeat;
 * what is given up so is not sent later either.
 */
async function within<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(unavailable(`Cosmos DB gave no answer within ${ms} ms`));
    }, ms);
  });
  try {
    return await Promise.race([run(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function get<Body>(open: Open, ref: Ref): Promise<Stored<Body> | null> {
  checkRef(ref);
  const document = await find(open, ref);
  return document && !hasExpired(document.expiresAt, open.clock.now()) ? storedOf<Body>(document) : null;
}

/** The document of a ref, expired or not. */
async function find({ container, signal }: Open, ref: Ref): Promise<ReadDocument | null> {
  const item = container.item(documentId(ref), partitionKey(ref.partition));
  const answer = await item.read<ReadDocument>({ abortSignal: signal });
  if (answer.statusCode === 404) {
    if (isContainerMissing(answer)) throw unavailable('the container is gone');
    return null;
  }
  if (answer.resource === undefined)
    throw unavailable(`Cosmos DB answered ${answer.statusCode} without an item`);
  checkSame(answer.resource, ref);
  return answer.resource;
}

async function put(open: Open, item: Item, guard: Guard): Promise<PutResult> {
  encodeItem(item);
  const now = open.clock.now();
  const document = documentOf(item, now);
  if ('absent' in guard) return create(open, item, document);
  const known = versionOf(guard.etag);
  if (known === null || hasExpired(known.expiresAt, now)) return conflict;
  return write('change', document, () => replace(open, document, known.version));
}

async function create(open: Open, ref: Ref, document: ItemDocument): Promise<PutResult> {
  const created = await write('create', document, () =>
    open.container.items.create<ItemDocument>(document, { abortSignal: open.signal }),
  );
  if (created.ok) return created;
  // What stands there may have expired without being swept: then its place is free.
  const old = await find(open, ref);
  if (old === null || !hasExpired(old.expiresAt, open.clock.now())) return conflict;
  return write('change', document, () => replace(open, document, old._etag));
}

async function remove({ container, clock, signal }: Open, ref: Ref, etag: string): Promise<boolean> {
  checkRef(ref);
  const known = versionOf(etag);
  if (known === null || hasExpired(known.expiresAt, clock.now())) return false;
  try {
    const item = container.item(documentId(ref), partitionKey(ref.partition));
    await item.delete({ ...ifStill(known.version), abortSignal: signal });
    return true;
  } catch (error) {
    if (guardFailed(error, 'change')) return false;
    throw error;
  }
}

async function list<Body>({ container, clock, signal }: Open, query: ListQuery): Promise<Page<Body>> {
  checkLimit(query.limit);
  const { limit } = query;
  const after = query.after === undefined ? null : placeOf(query.after, query.order);
  const times = { now: clock.now(), signal };
  const found = await readList(container, { ...query, after, limit: limit + 1 }, times);
  const documents = found.slice(0, limit);
  const last = documents.at(-1);
  const more = last !== undefined && found.length > limit;
  return {
    items: documents.map((document) => storedOf<Body>(document)),
    next: more ? encodeCursor({ sort: last.sort ?? '', id: last.key }) : null,
  };
}

async function due(
  { container, clock, signal }: Open,
  query: Parameters<Store['due']>[0],
): ReturnType<Store['due']> {
  checkLimit(query.limit);
  if (query.buckets.length === 0) return [];
  return readDue(container, query, { now: clock.now(), signal });
}

const conflict = { ok: false, reason: 'conflict' } as const;

const ifStill = (version: string): RequestOptions => ({
  accessCondition: { type: 'IfMatch', condition: version },
});

const replace = ({ container, signal }: Open, document: ItemDocument, version: string) =>
  container
    .item(document.id, document.partition)
    .replace<ItemDocument>(document, { ...ifStill(version), abortSignal: signal });

/** Runs a guarded write; a guard that does not hold is a value. */
async function write(
  act: Act,
  document: ItemDocument,
  run: () => Promise<{ etag: string }>,
): Promise<PutResult> {
  try {
    const { etag } = await run();
    return { ok: true, etag: etagOf(etag, document.expiresAt) };
  } catch (error) {
    if (guardFailed(error, act)) return conflict;
    throw error;
  }
}
