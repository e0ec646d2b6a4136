import { encodeCursor, placeOf, type Place } from '../adapters/storage/cursor.js';
import {
  checkLimit,
  checkPlace,
  checkRef,
  encodeBody,
  maxBodyBytes,
} from '../adapters/storage/item-rules.js';
import { closed } from '../adapters/storage/store-errors.js';
import type { Clock } from '../ports/clock.js';
import type { DueItem, Guard, Item, ListQuery, Page, PutResult, Ref, Store, Stored } from '../ports/store.js';
import { byBytes, ordered, type Ordered } from './ordered.js';
import { freshWeight } from './plain.js';

/** A store that can also be looked through as a whole: what is kept of somebody may stand anywhere. */
export type MemoryStore = Store & { everything: () => Stored[] };

type Alarm = DueItem & { bucket: number; key: string };
type Shelf = { items: Map<string, Stored>; order: Ordered<Place> };

/** All that is kept: shelves by partition and kind, and who is to be woken when. */
type Kept = {
  clock: Clock;
  shelves: Map<string, Shelf>;
  alarms: Ordered<Alarm>;
  versions: number;
  open: boolean;
};

/**
 * A store in memory that gives the very values which were put, frozen, in place of copies: a simulated year reads and
 * writes threads hundreds of thousands of times. Held to the contract of every store.
 */
export function openMemoryStore(clock: Clock): MemoryStore {
  const kept: Kept = {
    ...{ clock, shelves: new Map(), versions: 0, open: true },
    alarms: ordered((a, b) => a.wakeAt - b.wakeAt || (a.key === b.key ? 0 : a.key < b.key ? -1 : 1)),
  };
  const asked = <T>(answer: () => T): T => {
    if (!kept.open) throw closed();
    return answer();
  };
  return {
    get: async <Body>(ref: Ref) =>
      asked(() => {
        checkRef(ref);
        return find(kept, ref) as Stored<Body> | null;
      }),
    put: async (item, guard) => asked(() => put(kept, item, guard)),
    remove: async (ref, etag) =>
      asked(() => {
        checkRef(ref);
        const found = find(kept, ref);
        if (found === null || found.etag !== etag) return false;
        takeOut(kept, found);
        return true;
      }),
    list: async <Body>(query: ListQuery) => asked(() => list<Body>(kept, query)),
    due: async (query) => asked(() => due(kept, query)),
    ping: async () => asked(() => undefined),
    close: async () => {
      kept.open = false;
    },
    everything: () =>
      [...kept.shelves.values()].flatMap(({ items }) =>
        [...items.values()].filter((one) => isThere(kept, one)),
      ),
  };
}

const nameOf = ({ kind, partition }: Pick<Ref, 'kind' | 'partition'>): string => `${kind} ${partition}`;

const isThere = ({ clock }: Kept, { expiresAt }: Item): boolean =>
  expiresAt === undefined || expiresAt >= clock.now();

function find(kept: Kept, ref: Ref): Stored | null {
  const found = kept.shelves.get(nameOf(ref))?.items.get(ref.id);
  return found !== undefined && isThere(kept, found) ? found : null;
}

function put(kept: Kept, item: Item, guard: Guard): PutResult {
  checkPlace(item);
  const body = bodyOf(item);
  const there = find(kept, item);
  if ('absent' in guard ? there !== null : there?.etag !== guard.etag)
    return { ok: false, reason: 'conflict' };
  const past = kept.shelves.get(nameOf(item))?.items.get(item.id);
  if (past !== undefined) takeOut(kept, past);
  const etag = `v${(kept.versions += 1)}`;
  const { kind, partition, id, sort, wakeAt, bucket, expiresAt } = item;
  putIn(kept, {
    ...{ kind, partition, id, etag, body },
    ...(sort === undefined || sort === '' ? {} : { sort }),
    ...(wakeAt === undefined ? {} : { wakeAt }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  });
  return { ok: true, etag };
}

/** What is not the same after JSON is taken through it, as a database would. */
function bodyOf(item: Item): unknown {
  const weight = freshWeight(item.body);
  if (weight !== null && weight <= maxBodyBytes) return item.body;
  const copy: unknown = JSON.parse(encodeBody(item));
  freshWeight(copy);
  return copy;
}

function putIn({ shelves, alarms }: Kept, stored: Stored): void {
  const name = nameOf(stored);
  const shelf = shelves.get(name) ?? {
    items: new Map<string, Stored>(),
    order: ordered<Place>((a, b) => byBytes(a.sort, b.sort) || byBytes(a.id, b.id)),
  };
  shelves.set(name, shelf);
  shelf.items.set(stored.id, Object.freeze(stored));
  shelf.order.add({ sort: stored.sort ?? '', id: stored.id });
  const alarm = alarmOf(stored);
  if (alarm !== null) alarms.add(alarm);
}

function takeOut({ shelves, alarms }: Kept, stored: Stored): void {
  const shelf = shelves.get(nameOf(stored));
  shelf?.items.delete(stored.id);
  shelf?.order.remove({ sort: stored.sort ?? '', id: stored.id });
  const alarm = alarmOf(stored);
  if (alarm !== null) alarms.remove(alarm);
}

const alarmOf = ({ kind, partition, id, wakeAt, bucket }: Stored): Alarm | null =>
  wakeAt === undefined || bucket === undefined
    ? null
    : { kind, partition, id, wakeAt, bucket, key: `${kind} ${partition} ${id}` };

function list<Body>(kept: Kept, { partition, kind, order, limit, after }: ListQuery): Page<Body> {
  checkLimit(limit);
  const place = after === undefined ? null : placeOf(after, order);
  const shelf = kept.shelves.get(nameOf({ kind, partition }));
  if (shelf === undefined) return { items: [], next: null };
  const { all } = shelf.order;
  const step = order === 'asc' ? 1 : -1;
  const found: Stored[] = [];
  for (
    let at = startOf(shelf.order, place, order);
    all[at] !== undefined && found.length <= limit;
    at += step
  ) {
    const one = shelf.items.get(all[at]?.id ?? '');
    if (one !== undefined && isThere(kept, one)) found.push(one);
  }
  const items = found.slice(0, limit) as Stored<Body>[];
  const last = items.at(-1);
  return {
    items,
    next:
      last !== undefined && found.length > limit
        ? encodeCursor({ sort: last.sort ?? '', id: last.id })
        : null,
  };
}

/** Where a page begins: behind the place where the one before ended, in its direction. */
function startOf({ all, before }: Shelf['order'], place: Place | null, order: 'asc' | 'desc'): number {
  if (place === null) return order === 'asc' ? 0 : all.length - 1;
  const here = before(place);
  if (order === 'desc') return here - 1;
  const same = all[here];
  return same !== undefined && same.sort === place.sort && same.id === place.id ? here + 1 : here;
}

function due(kept: Kept, query: Parameters<Store['due']>[0]): DueItem[] {
  checkLimit(query.limit);
  const found: DueItem[] = [];
  for (const { kind, partition, id, wakeAt, bucket } of kept.alarms.all) {
    if (wakeAt > query.until || found.length === query.limit) break;
    if (query.buckets.includes(bucket) && find(kept, { kind, partition, id }) !== null)
      found.push({ kind, partition, id, wakeAt });
  }
  return found;
}
