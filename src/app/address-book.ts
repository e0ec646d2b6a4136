import { z } from 'zod';
import type { ChannelName, Inbound } from '../core/thread/message.js';
import { minute, type Instant } from '../core/time.js';
import type { Deps } from './deps.js';
import { refs } from './refs.js';

const addressBody = z.object({ person: z.string() });

/** Finds the person of an address; remembered for at most a minute. */
export type AddressBook = {
  personAt: (inbound: Pick<Inbound, 'channel' | 'address'>) => Promise<string | null>;
  /** The address is nobody's any more: in this process from now on. */
  forget: (channel: ChannelName, address: string) => void;
};

export function createAddressBook(deps: Pick<Deps, 'store' | 'clock' | 'school'>): AddressBook {
  const known = new Map<string, { person: string; at: Instant }>();
  return {
    personAt: async ({ channel, address }) => {
      const ref = refs.address(deps.school.id, channel, address);
      const cached = known.get(ref.id);
      const now = deps.clock.now();
      if (cached && now >= cached.at && now - cached.at < minute) return cached.person;
      const item = await deps.store.get(ref);
      const parsed = addressBody.safeParse(item?.body);
      if (!parsed.success) return null;
      if (known.size > 20_000) known.clear();
      known.set(ref.id, { person: parsed.data.person, at: now });
      return parsed.data.person;
    },
    forget: (channel, address) => void known.delete(refs.address(deps.school.id, channel, address).id),
  };
}
