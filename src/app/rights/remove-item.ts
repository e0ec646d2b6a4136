import { TerugblikError } from '../../core/errors.js';
import type { Ref, Store } from '../../ports/store.js';

const conflictLimit = 8;

/** Removes an item, whichever version stands there; nothing when there is none. */
export async function removeItem(store: Store, ref: Ref): Promise<void> {
  for (let round = 0; round < conflictLimit; round += 1) {
    const stored = await store.get(ref);
    if (stored === null || (await store.remove(ref, stored.etag))) return;
  }
  throw new TerugblikError('conflict', `a ${ref.kind} was written again and again meanwhile`);
}
