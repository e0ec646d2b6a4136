import { second, type Instant } from '../../core/time.js';
import type { Deps } from '../deps.js';
import { changeItem } from '../items.js';
import { refs } from '../refs.js';
import { bucketsPerSlot, leave, settle, tenancyBody, term, type Tenancy } from './lease-slots.js';

/** The buckets that this instance looks after. */
export type Leases = {
  /**
   * Renews what is held, takes what is free, and gives the buckets.
   * @throws TerugblikError `conflict` or `store_unavailable`: it could not renew, and must look after none.
   */
  held: () => Promise<readonly number[]>;
  /** Gives everything back, so that another instance need not wait for the term. */
  release: () => Promise<void>;
};

const renewEvery = 10 * second;

/** All instances keep their leases in one item: a renewal is one read and one write. The ETag of each aggregate stays the guard. */
export function createLeases(deps: Pick<Deps, 'store' | 'clock' | 'school'>, instance: string): Leases {
  let mine: readonly number[] = [];
  let renewedAt: Instant | null = null;
  return {
    held: async () => {
      const now = deps.clock.now();
      if (renewedAt === null || now - renewedAt >= renewEvery || now < renewedAt) {
        const after = await change(deps, now, (before) => settle(before, instance, now));
        mine = (after[instance]?.slots ?? []).flatMap(bucketsOf);
        renewedAt = now;
      }
      return mine;
    },
    release: async () => {
      if (renewedAt === null) return;
      renewedAt = null;
      mine = [];
      await change(deps, deps.clock.now(), (before) => leave(before, instance));
    },
  };
}

const bucketsOf = (slot: number): number[] =>
  Array.from({ length: bucketsPerSlot }, (_, index) => slot * bucketsPerSlot + index);

async function change(
  { store, school }: Pick<Deps, 'store' | 'school'>,
  now: Instant,
  next: (before: Tenancy) => Tenancy,
): Promise<Tenancy> {
  let after: Tenancy = {};
  await changeItem(store, refs.lease(school.id, 'buckets'), (stored) => {
    const read = tenancyBody.safeParse(stored?.body);
    after = next(read.success ? read.data.instances : {});
    return { body: { v: 1, instances: after }, expiresAt: now + 10 * term };
  });
  return after;
}
