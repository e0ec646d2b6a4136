import { hasCode } from '../../core/errors.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Item, Store } from '../../ports/store.js';
import { changeItem } from '../items.js';

/** What an import needs of the world; nothing is sent by it. */
export type ImportDeps = {
  store: Store;
  env: Pick<TurnEnv, 'now' | 'school'>;
  /** Waits before a store that was away is asked for the `tries`th time more; absent: it is not asked again. */
  pause?: (tries: number) => Promise<void>;
};

/** How often a store that is away is asked again for one person. */
const patience = 6;

/**
 * Does what belongs to one person, and again when the store was away for a moment: in a file of thousands that is no
 * exception, and none would come through whole. The task must be one that may be done twice.
 *
 * @throws TerugblikError `store_unavailable` when it stays away.
 */
export async function lasting({ pause }: ImportDeps, task: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await task();
    } catch (error) {
      const away = hasCode(error, 'store_unavailable');
      if (!away || pause === undefined || tries > patience) throw error;
      await pause(tries);
    }
  }
}

/** Rounds of a conflict before an import gives up. */
export const conflictLimit = 8;

/** Writes an item unless it stands there already. */
export const put = (store: Store, item: Item): Promise<void> =>
  changeItem(store, item, (known) =>
    JSON.stringify(known?.body) === JSON.stringify(item.body) ? null : item,
  );

/** An address that went to somebody else in the same file is his. */
export async function removeOwn(
  store: Store,
  ref: Parameters<Store['get']>[0],
  person: string,
): Promise<void> {
  const known = await store.get<{ person?: string }>(ref);
  if (known?.body.person === person) await store.remove(known, known.etag);
}
