import type { TurnEnv } from '../../core/thread/env.js';
import type { Item, Store } from '../../ports/store.js';

import { changeItem } from '../items.js';

/** What an import needs of the world; nothing is sent by it. */
export type ImportDeps = { store: Store; env: Pick<TurnEnv, 'now' | 'school'> };

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
