import { second } from '../../core/time.js';
import type { ChannelName, Address } from '../../core/thread/message.js';
import type { Clock } from '../../ports/clock.js';

/** Messages that may leave, per channel and per person: bursts up to `burst`, then `perSecond`. */
export type Rate = { burst: number; perSecond: number };

/**
 * What the platforms take: about 30 requests/s for a Teams app and 7/s for a chat; 80/s for a WhatsApp sender, and
 * to one person one message in six seconds over time, with bursts of up to 45 (Meta's pair rate limit).
 */
export const channelRates: Readonly<Record<ChannelName, { all: Rate; person: Rate }>> = {
  teams: { all: { burst: 30, perSecond: 30 }, person: { burst: 7, perSecond: 2 } },
  whatsapp: { all: { burst: 80, perSecond: 80 }, person: { burst: 45, perSecond: 1 / 6 } },
};

/** Token buckets in this process. Retrying is the outbox's work: a refusal says how long to wait. */
export type Budget = { waitFor: (to: Address) => number };

export function createBudget(clock: Clock, rates = channelRates): Budget {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    waitFor: (to) => {
      const { all, person } = rates[to.channel];
      const now = clock.now();
      const mine = refill(buckets, `${to.channel}:${to.address}`, person, now);
      const shared = refill(buckets, to.channel, all, now);
      const wait = Math.max(waitOf(mine.tokens, person), waitOf(shared.tokens, all));
      if (wait > 0) return wait;
      mine.tokens -= 1;
      shared.tokens -= 1;
      if (buckets.size > 50_000) forgetFull(buckets, now);
      return 0;
    },
  };
}

function refill(buckets: Map<string, { tokens: number; at: number }>, key: string, rate: Rate, now: number) {
  const bucket = buckets.get(key) ?? { tokens: rate.burst, at: now };
  const gained = Math.max(0, now - bucket.at) * (rate.perSecond / second);
  bucket.tokens = Math.min(rate.burst, bucket.tokens + gained);
  bucket.at = now;
  buckets.set(key, bucket);
  return bucket;
}

const waitOf = (tokens: number, rate: Rate): number =>
  tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate.perSecond) * second);

/** People who were quiet for some minutes have a full bucket again: forgetting it changes nothing. */
function forgetFull(buckets: Map<string, { tokens: number; at: number }>, now: number): void {
  for (const [key, bucket] of buckets) if (now - bucket.at > 300 * second) buckets.delete(key);
}
