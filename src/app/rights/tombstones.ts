import { z } from 'zod';
import { erasureSchema, type Erasure, type Scope } from '../../core/rights/erasure.js';
import type { Address, ChannelName } from '../../core/thread/message.js';
import { day, type Instant } from '../../core/time.js';
import type { Ref, Stored } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { changeItem } from '../items.js';
import { refs } from '../refs.js';

type TombstoneDeps = Pick<Deps, 'store' | 'school' | 'keyedHash'>;

/** A tombstone is kept as long as anything about its person could have been: two years (domain.md). */
export const tombstoneTerm = 730 * day;

/** The erasure of a person; each scope has one of its own. */
export const erasureRef = (
  { school, keyedHash }: Omit<TombstoneDeps, 'store'>,
  scope: Scope,
  person: string,
): Ref => refs.tombstone(school.id, keyedHash(`${scope}:${person}`));

/** Reads an erasure; null where there is none. */
export async function erasureAt(
  { store }: Pick<TombstoneDeps, 'store'>,
  ref: Ref,
): Promise<{ erasure: Erasure; stored: Stored } | null> {
  const stored = await store.get(ref);
  return stored === null ? null : { erasure: erasureSchema.parse(stored.body), stored };
}

const addressBody = z.object({ erasedAt: z.number() });

const addressRef = ({ school, keyedHash }: TombstoneDeps, channel: ChannelName, address: string): Ref =>
  refs.tombstone(school.id, keyedHash(`address:${channel}:${address}`));

/** Notes that messages from this address up to a moment are of somebody who was erased. */
export async function layAddress(
  deps: TombstoneDeps,
  { channel, address }: Address,
  erasedAt: Instant,
): Promise<void> {
  await changeItem(deps.store, addressRef(deps, channel, address), (stored) => {
    const before = erasedAtIn(stored);
    if (before !== null && before >= erasedAt) return null;
    return { body: { v: 1, erasedAt }, expiresAt: erasedAt + tombstoneTerm };
  });
}

/** When somebody was last erased who had this address; null for nobody. */
export async function addressErasedAt(
  deps: TombstoneDeps,
  channel: ChannelName,
  address: string,
): Promise<Instant | null> {
  return erasedAtIn(await deps.store.get(addressRef(deps, channel, address)));
}

const erasedAtIn = (stored: Stored | null): Instant | null =>
  addressBody.safeParse(stored?.body).data?.erasedAt ?? null;
