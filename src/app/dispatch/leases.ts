import { z } from 'zod';
import { second, type Instant } from '../../core/time.js';
import type { Stored } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { refs } from '../refs.js';
import { inForce } from './lease-term.js';

/** The buckets that this instance looks after. */
export type Leases = {
  /** Renews what is held, takes what is free, and gives the buckets. */
  held: () => Promise<number[]>;
  /** Gives everything back, so that another instance need not wait for the term. */
  release: () => Promise<void>;
};

/** 256 buckets are leased in 16 slots of 16. The ETag of each aggregate stays the guard. */
const slots = 16;
const bucketsPerSlot = 256 / slots;
const term = 30 * second;
const renewEvery = 10 * second;

const leaseBody = z.object({ owner: z.string(), until: z.number() });
type Lease = { name: string; etag: string; owner: string; until: Instant };

export function createLeases(deps: Deps, instance: string): Leases {
  let mine = new Map<number, string>();
  let renewedAt: Instant | null = null;
  return {
    held: async () => {
      const now = deps.clock.now();
      if (renewedAt === null || now - renewedAt >= renewEvery || now < renewedAt) {
        mine = await renew(deps, instance, now);
        renewedAt = now;
      }
      return [...mine.keys()].flatMap((slot) =>
        Array.from({ length: bucketsPerSlot }, (_, index) => slot * bucketsPerSlot + index),
      );
    },
    release: async () => {
      const body = { owner: instance, until: 0 };
      for (const [slot, etag] of mine) {
        await deps.store.put({ ...refs.lease(deps.school.id, `slot-${slot}`), body }, { etag });
      }
      mine = new Map();
      const member = await deps.store.get(refs.lease(deps.school.id, `member-${instance}`));
      if (member) await deps.store.remove(member, member.etag);
    },
  };
}

/** Says that this instance is there, keeps its share of the slots and takes free ones up to that share. */
async function renew(deps: Deps, instance: string, now: Instant): Promise<Map<number, string>> {
  const until = now + term;
  const page = await deps.store.list({
    partition: refs.lease(deps.school.id, '').partition,
    kind: 'lease',
    order: 'asc',
    limit: 200,
  });
  const leases = page.items.flatMap((item) => read(item, deps.school.id));
  const member = leases.find((one) => one.name === `member-${instance}`);
  const guard = member ? { etag: member.etag } : ({ absent: true } as const);
  const me = refs.lease(deps.school.id, `member-${instance}`);
  await deps.store.put({ ...me, body: { owner: instance, until }, expiresAt: until + term }, guard);
  const alive = leases.filter(
    (one) => one.name.startsWith('member-') && inForce(one.until, term, now) && one.owner !== instance,
  );
  const share = Math.ceil(slots / (alive.length + 1));
  return takeShare(deps, instance, { leases, share, now, until });
}

async function takeShare(
  deps: Deps,
  instance: string,
  round: { leases: Lease[]; share: number; now: Instant; until: Instant },
): Promise<Map<number, string>> {
  const { leases, share, now, until } = round;
  const taken = new Map<number, string>();
  const order = Array.from({ length: slots }, (_, slot) => ({
    slot,
    lease: leases.find((one) => one.name === `slot-${slot}`),
  })).sort((a, b) => Number(b.lease?.owner === instance) - Number(a.lease?.owner === instance));
  for (const { slot, lease } of order) {
    const own = lease?.owner === instance;
    const free = lease === undefined || own || !inForce(lease.until, term, now);
    if (!free) continue;
    if (taken.size >= share) {
      if (own && lease.until > now) await put(deps, slot, { owner: instance, until: 0 }, lease.etag);
      continue;
    }
    const etag = await put(deps, slot, { owner: instance, until }, lease?.etag ?? null);
    if (etag !== null) taken.set(slot, etag);
  }
  return taken;
}

async function put(
  deps: Deps,
  slot: number,
  body: { owner: string; until: Instant },
  etag: string | null,
): Promise<string | null> {
  const item = { ...refs.lease(deps.school.id, `slot-${slot}`), body };
  const result = await deps.store.put(item, etag === null ? { absent: true } : { etag });
  return result.ok ? result.etag : null;
}

function read(item: Stored, school: string): Lease[] {
  const parsed = leaseBody.safeParse(item.body);
  const name = item.id.slice(refs.lease(school, '').id.length);
  return parsed.success ? [{ name, etag: item.etag, ...parsed.data }] : [];
}
