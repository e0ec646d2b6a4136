import { second, type Instant } from './time.js';

/** How much may leave: bursts up to `burst`, then `perSecond`. */
export type Rate = { burst: number; perSecond: number };

/** What is left of a burst, and when that was so. */
export type TokenBucket = { tokens: number; at: Instant };

/** The bucket as it is now. A clock that went back adds nothing. */
export function refill(bucket: TokenBucket, rate: Rate, now: Instant): TokenBucket {
  const gained = Math.max(0, now - bucket.at) * (rate.perSecond / second);
  return { tokens: Math.min(rate.burst, bucket.tokens + gained), at: now };
}

/** How long until one more may leave, in milliseconds; 0 for now. */
export const waitOf = ({ tokens }: TokenBucket, rate: Rate): number =>
  tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate.perSecond) * second);
