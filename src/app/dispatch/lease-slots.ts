import { z } from 'zod';
import { second, type Instant } from '../../core/time.js';
import { inForce } from './lease-term.js';

/** 256 buckets are leased in so many slots. */
export const slots = 16;
export const bucketsPerSlot = 256 / slots;

/** How long slots are leased. */
export const term = 30 * second;

/** Which slots each instance that is there holds, and until when; an instance may wait for its first one. */
const tenancy = z.record(z.string(), z.object({ slots: z.array(z.number().int()), until: z.number() }));
export type Tenancy = z.infer<typeof tenancy>;

/** The one item that keeps it. */
export const tenancyBody = z.object({ v: z.literal(1), instances: tenancy });

/**
 * The slots after one instance came by: it keeps what it holds up to an equal share, and takes what nobody holds. No
 * slot is held twice; whoever holds too many gives them up when it comes by itself.
 */
export function settle(before: Tenancy, instance: string, now: Instant): Tenancy {
  const { [instance]: mine, ...rest } = before;
  const others = Object.entries(rest).filter(([, { until }]) => inForce(until, term, now));
  const taken = new Set(others.flatMap(([, one]) => one.slots));
  const share = Math.ceil(slots / (others.length + 1));
  const free = Array.from({ length: slots }, (_, slot) => slot).filter((slot) => !taken.has(slot));
  const held = (mine?.slots ?? []).filter((slot) => !taken.has(slot)).slice(0, share);
  const more = free.filter((slot) => !held.includes(slot)).slice(0, share - held.length);
  return { ...Object.fromEntries(others), [instance]: { slots: [...held, ...more], until: now + term } };
}

/** The slots after one instance went. */
export function leave(before: Tenancy, instance: string): Tenancy {
  const { [instance]: _gone, ...rest } = before;
  return rest;
}
