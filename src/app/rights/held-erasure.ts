import { TerugblikError } from '../../core/errors.js';
import { learned, type Erasure, type Pending, type Traces } from '../../core/rights/erasure.js';
import { second } from '../../core/time.js';
import type { Item, Ref } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { bucketOf } from '../refs.js';
import { erasureAt, tombstoneTerm } from './tombstones.js';

/** How long a process has for a step before another one takes it over. */
export const eraseLease = 30 * second;

/** An erasure in hand: every change is written under the ETag of the one before. */
export type HeldErasure = {
  erasure: () => Erasure;
  pending: () => Pending;
  /** Keeps what was found before the item that said it goes. */
  learn: (found: Traces) => Promise<void>;
  /**
   * Writes it, to go on after `wait`.
   * @throws TerugblikError `conflict` when another process works on it.
   */
  save: (erasure: Erasure, wait: number) => Promise<void>;
  /** Nothing is left to do: what named the person is let go. */
  finish: () => Promise<void>;
};

type HeldDeps = Pick<Deps, 'store' | 'clock'>;

/** An erasure as an item, with the moment at which it goes on. */
export const erasureItem = (ref: Ref, erasure: Erasure, wakeAt: number): Item => ({
  ...ref,
  body: erasure,
  wakeAt,
  bucket: bucketOf(ref.id),
});

/** Takes an erasure in hand; null when there is nothing to do on it now. */
export async function holdErasure({ store, clock }: HeldDeps, ref: Ref): Promise<HeldErasure | null> {
  const known = await erasureAt({ store }, ref);
  const now = clock.now();
  if (known === null || known.erasure.pending === null || known.erasure.at > now) return null;
  let [erasure, etag, pending] = [known.erasure, known.stored.etag, known.erasure.pending];
  const write = async (item: Item): Promise<void> => {
    const put = await store.put(item, { etag });
    if (!put.ok) throw new TerugblikError('conflict', 'another process works on this erasure');
    etag = put.etag;
  };
  const save: HeldErasure['save'] = async (next, wait) => {
    await write(erasureItem(ref, next, clock.now() + wait));
    erasure = next;
    pending = next.pending ?? pending;
  };
  return {
    erasure: () => erasure,
    pending: () => pending,
    save,
    learn: async (found) => {
      const next = learned(erasure, found);
      if (next !== erasure) await save(next, eraseLease);
    },
    finish: async () => {
      if (erasure.scope === 'answers') await store.remove(ref, etag);
      else
        await write({
          ...ref,
          body: { ...erasure, pending: null },
          expiresAt: clock.now() + tombstoneTerm,
        });
    },
  };
}
