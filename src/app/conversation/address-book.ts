import { z } from 'zod';
import type { ChannelName, Inbound } from '../../core/thread/message.js';
import { minute, type Instant } from '../../core/time.js';
import type { Deps } from '../deps.js';
import { refs } from '../refs.js';
import { addressErasedAt } from '../rights/tombstones.js';

const addressBody = z.object({ person: z.string() });

/** Whose an address is. `erasedAt`: when somebody was erased who had it before. */
export type Holder = { person: string; erasedAt: Instant | null };

type From = Pick<Inbound, 'channel' | 'address'>;

/** Finds the person of an address; remembered for at most a minute. */
export type AddressBook = {
  personAt: (from: From) => Promise<string | null>;
  holderOf: (from: From) => Promise<Holder | null>;
  /** The address is nobody's any more: in this process from now on. */
  forget: (channel: ChannelName, address: string) => void;
};

const addressesKnown = 20_000;

export function createAddressBook(deps: Pick<Deps, 'store' | 'clock' | 'school' | 'keyedHash'>): AddressBook {
  const known = new Map<string, Holder & { at: Instant }>();
  const holderOf = async ({ channel, address }: From): Promise<Holder | null> => {
    const ref = refs.address(deps.school.id, channel, address);
    const cached = known.get(ref.id);
    const now = deps.clock.now();
    if (cached && now >= cached.at && now - cached.at < minute) return cached;
    const parsed = addressBody.safeParse((await deps.store.get(ref))?.body);
    if (!parsed.success) return null;
    if (known.size > addressesKnown) known.clear();
    const erasedAt = await addressErasedAt(deps, channel, address);
    const holder = { person: parsed.data.person, erasedAt };
    known.set(ref.id, { ...holder, at: now });
    return holder;
  };
  return {
    holderOf,
    personAt: async (from) => (await holderOf(from))?.person ?? null,
    forget: (channel, address) => void known.delete(refs.address(deps.school.id, channel, address).id),
  };
}
