import { TerugblikError } from '../core/errors.js';
import type { Item, Kind, ListQuery, Page, Ref, Store, Stored } from '../ports/store.js';

const pageSize = 200;

/** Items that weigh half a megabyte are not read by the hundred. */
const pageSizes: Partial<Record<Kind, number>> = { media_part: 4 };
const conflictLimit = 8;

/** Every item of a kind in a partition, in order, page by page. What is removed on the way disturbs nothing. */
export async function* everyItem<Body = unknown>(
  store: Store,
  query: Pick<ListQuery, 'partition' | 'kind'> & Partial<Pick<ListQuery, 'order'>>,
): AsyncGenerator<Stored<Body>> {
  let after: string | null = null;
  do {
    const page: Page<Body> = await store.list<Body>({
      ...{ order: 'asc', limit: pageSizes[query.kind] ?? pageSize, ...query },
      ...(after === null ? {} : { after }),
    });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}

/**
 * Reads an item, changes it and writes it over the version that was read; a conflict runs the change again. Null leaves
 * it as it stands.
 * @throws TerugblikError `conflict` when somebody else was first every time.
 */
export async function changeItem(
  store: Store,
  ref: Ref,
  change: (stored: Stored | null) => Omit<Item, keyof Ref> | null,
): Promise<void> {
  const { kind, partition, id } = ref;
  for (let round = 0; round < conflictLimit; round += 1) {
    const stored = await store.get({ kind, partition, id });
    const changed = change(stored);
    if (changed === null) return;
    const guard = stored === null ? ({ absent: true } as const) : { etag: stored.etag };
    if ((await store.put({ ...changed, kind, partition, id }, guard)).ok) return;
  }
  throw conflict(kind);
}

/**
 * Removes an item, whichever version stands there; nothing when there is none. `first` is done with the version that
 * goes, or with null, and again when another one was written meanwhile.
 * @throws TerugblikError `conflict` when somebody else was first every time.
 */
export async function removeItem(
  store: Store,
  ref: Ref,
  first: (stored: Stored | null) => Promise<void> = async () => undefined,
): Promise<void> {
  for (let round = 0; round < conflictLimit; round += 1) {
    const stored = await store.get(ref);
    await first(stored);
    if (stored === null || (await store.remove(ref, stored.etag))) return;
  }
  throw conflict(ref.kind);
}

/** Ids are pseudonyms and addresses, and may end in a log: the kind says enough. */
const conflict = (kind: string): TerugblikError =>
  new TerugblikError('conflict', `an item of kind ${kind} was written again and again meanwhile`);
