import type { Item, Store } from '../../src/ports/store.js';

/** A store that also remembers what stands in it: the contract has no way to ask for everything. */
export type RecordingStore = Store & { items: () => Item[] };

export function recordingStore(inner: Store): RecordingStore {
  const kept = new Map<string, Item>();
  const keyOf = ({ kind, partition, id }: Pick<Item, 'kind' | 'partition' | 'id'>): string =>
    `${kind} ${partition} ${id}`;
  return {
    ...inner,
    put: async (item, guard) => {
      const put = await inner.put(item, guard);
      if (put.ok) kept.set(keyOf(item), structuredClone(item));
      return put;
    },
    remove: async (ref, etag) => {
      const removed = await inner.remove(ref, etag);
      if (removed) kept.delete(keyOf(ref));
      return removed;
    },
    items: () => [...kept.values()],
  };
}
