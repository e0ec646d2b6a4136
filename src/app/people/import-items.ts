import { TerugblikError } from '../../core/errors.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Item, Store } from '../../ports/store.js';

/** What an import needs of the world; nothing is sent by it. */
export type ImportDeps = { store: Store; env: Pick<TurnEnv, 'now' | 'school'> };

/** Rounds of a conflict before an import gives up. */
export const conflictLimit = 8;

/** Writes an item unless it stands there already. */
export async function put(store: Store, item: Item): Promise<void> {
  for (let round = 0; round < conflictLimit; round += 1) {
    const known = await store.get(item);
    if (known !== null && JSON.stringify(known.body) === JSON.stringify(item.body)) return;
    const written = await store.put(item, known === null ? { absent: true } : { etag: known.etag });
    if (written.ok) return;
  }
  throw new TerugblikError('conflict', `${item.id} was written again and again meanwhile`);
}

/** Removes an item if it is there. */
export async function remove(store: Store, ref: Parameters<Store['get']>[0]): Promise<void> {
  const known = await store.get(ref);
  if (known !== null) await store.remove(known, known.etag);
}

/** An address that went to somebody else in the same file is his. */
export async function removeOwn(
  store: Store,
  ref: Parameters<Store['get']>[0],
  person: string,
): Promise<void> {
  const known = await store.get<{ person?: string }>(ref);
  if (known?.body.person === person) await store.remove(known, known.etag);
}
