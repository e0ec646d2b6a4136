import type { Clock } from '../../ports/clock.js';

/** How much one address may ask before it has shown who it is. */
export type AddressLimits = {
  /** Takes one request of this address's share: 0, or the seconds after which it may try again. */
  take: (address: string) => number;
};

export type AddressLimitOptions = {
  /** Requests at once; after that `perSecond`. A whole school comes from one address when the tabs open at half past eight. */
  burst?: number;
  perSecond?: number;
  /** Addresses that are remembered: whoever was quiet longest is forgotten first, so that memory stays bounded. */
  remembered?: number;
};

type Bucket = { left: number; at: number };

/** A token bucket for each address, in the process alone: another instance counts for itself. */
export function createAddressLimits(
  clock: Pick<Clock, 'now'>,
  { burst = 1200, perSecond = 20, remembered = 10_000 }: AddressLimitOptions = {},
): AddressLimits {
  const buckets = new Map<string, Bucket>();
  return {
    take: (address) => {
      const now = clock.now();
      const known = buckets.get(address) ?? { left: burst, at: now };
      // A clock that was set back gives nothing and takes nothing away.
      const passed = Math.max(0, now - known.at) / 1000;
      const left = Math.min(burst, known.left + passed * perSecond);
      const taken = left >= 1;
      buckets.delete(address);
      buckets.set(address, { left: taken ? left - 1 : left, at: now });
      const quietest = buckets.keys().next().value;
      if (buckets.size > remembered && quietest !== undefined) buckets.delete(quietest);
      return taken ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
    },
  };
}
