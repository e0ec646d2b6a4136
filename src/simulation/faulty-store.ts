import { TerugblikError } from '../core/errors.js';
import type { Item, Ref, Store } from '../ports/store.js';
import type { Faults } from './faults.js';
import { calling, type Process } from './process.js';
import type { Sabotage } from './sabotage.js';

export type FaultyStoreOptions = {
  inner: Store;
  life: Process;
  faults: Faults;
  sabotage: Sabotage | null;
  /** Told of every write that came about, before anybody else reads it. */
  onPut: (item: Item) => void;
  /** Told of every item that was removed. */
  onRemove: (ref: Ref) => void;
};

/**
 * A store as one process sees it: away for a moment, or doing what it was asked without saying so, or conflicting for
 * no reason. What the process had in hand when it died does not come about.
 */
export function faultyStore({ inner, life, faults, sabotage, onPut, onRemove }: FaultyStoreOptions): Store {
  const away = (): never => {
    throw new TerugblikError('store_unavailable', 'the store is away for a moment');
  };
  const write: Store['put'] = async (item, guard) => {
    const changed = sabotage?.put?.(item) ?? item;
    if (changed === 'dropped') return { ok: true, etag: 'dropped' };
    const result = await (sabotage?.blind === true
      ? blindly(inner, changed, guard)
      : inner.put(changed, guard));
    if (result.ok) onPut(changed);
    return result;
  };
  return {
    ...inner,
    get: <Body>(ref: Ref) =>
      calling(life, faults, ref.partition, async () =>
        faults.happens('store away at a read', ref.partition) ? away() : inner.get<Body>(ref),
      ),
    put: (item, guard) =>
      calling(life, faults, item.partition, async () => {
        if (faults.happens('store away at a write', item.partition)) away();
        // Only where somebody else may have written: what must be absent is not there because of a fault.
        if ('etag' in guard && faults.happens('conflict without a cause', item.partition))
          return { ok: false, reason: 'conflict' };
        const result = await write(item, guard);
        return faults.happens('write done, answer lost', item.partition) ? away() : result;
      }),
    remove: (ref, etag) =>
      calling(life, faults, ref.partition, async () => {
        if (sabotage?.keeps?.(ref) === true) return true;
        const removed = await inner.remove(ref, etag);
        if (removed) onRemove(ref);
        return removed;
      }),
    list: <Body>(query: Parameters<Store['list']>[0]) =>
      calling(life, faults, query.partition, () => inner.list<Body>(query)),
    due: (query) => calling(life, faults, 'dispatcher', () => inner.due(query)),
  };
}

/** Writes whatever stands there: what a store without ETags would do. */
const blindly: (
  inner: Store,
  item: Item,
  guard: Parameters<Store['put']>[1],
) => ReturnType<Store['put']> = async (inner, item, guard) => {
  const result = await inner.put(item, guard);
  if (result.ok || item.kind !== 'thread') return result;
  const there = await inner.get(item);
  return there === null ? result : inner.put(item, { etag: there.etag });
};
