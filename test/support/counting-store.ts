import type { Store } from '../../src/ports/store.js';

export type Call = { method: 'get' | 'put' | 'remove' | 'list' | 'due'; id: string };

/** A store that counts what is asked of it, and whose next writes can be made to fail. */
export type CountingStore = Store & {
  calls: Call[];
  /** Called before each write; throw to let it fail, or write something else first to make a conflict. */
  beforePut: (id: string) => void | Promise<void>;
};

export function countingStore(inner: Store): CountingStore {
  const calls: Call[] = [];
  const counting: CountingStore = {
    ...inner,
    calls,
    beforePut: () => undefined,
    get: (ref) => {
      calls.push({ method: 'get', id: ref.id });
      return inner.get(ref);
    },
    put: async (item, guard) => {
      calls.push({ method: 'put', id: item.id });
      await counting.beforePut(item.id);
      return inner.put(item, guard);
    },
    remove: (ref, etag) => {
      calls.push({ method: 'remove', id: ref.id });
      return inner.remove(ref, etag);
    },
    list: (query) => {
      calls.push({ method: 'list', id: query.partition });
      return inner.list(query);
    },
    due: (query) => {
      calls.push({ method: 'due', id: String(query.buckets.length) });
      return inner.due(query);
    },
  };
  return counting;
}
