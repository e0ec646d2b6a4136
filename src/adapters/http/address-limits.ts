import { refill, waitOf, type TokenBucket } from '../../core/rate.js';
import { second } from '../../core/time.js';
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

/** A token bucket for each address, in the process alone: another instance counts for itself. */
export function createAddressLimits(
  clock: Pick<Clock, 'now'>,
  { burst = 1200, perSecond = 20, remembered = 10_000 }: AddressLimitOptions = {},
): AddressLimits {
  const rate = { burst, perSecond };
  const buckets = new Map<string, TokenBucket>();
  return {
    take: (address) => {
      const now = clock.now();
      const bucket = refill(buckets.get(address) ?? { tokens: burst, at: now }, rate, now);
      const wait = waitOf(bucket, rate);
      buckets.delete(address);
      buckets.set(address, wait === 0 ? { ...bucket, tokens: bucket.tokens - 1 } : bucket);
      const quietest = buckets.keys().next().value;
      if (buckets.size > remembered && quietest !== undefined) buckets.delete(quietest);
      return Math.ceil(wait / second);
    },
  };
}
