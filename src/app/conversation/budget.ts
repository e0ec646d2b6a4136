import { refill, waitOf, type Rate, type TokenBucket } from '../../core/rate.js';
import type { School } from '../../core/school/school.js';
import { second, type Instant } from '../../core/time.js';
import type { ChannelName } from '../../core/thread/message.js';
import type { Clock } from '../../ports/clock.js';
import type { Store } from '../../ports/store.js';
import { createRateShares, type Share } from '../dispatch/rate-shares.js';
import { allSlices } from '../dispatch/rate-slices.js';

/**
 * What the platforms take of all instances together: about 30 requests a second for a Teams app, 80 for a WhatsApp
 * sender. What one person takes is kept in his thread (core/thread/delivery/pace.ts).
 */
export const channelRates: Readonly<Record<ChannelName, Rate>> = {
  teams: { burst: 30, perSecond: 30 },
  whatsapp: { burst: 80, perSecond: 80 },
};

/**
 * Messages that may leave this process: its leased slices of each channel's rate, as token buckets. No message costs a
 * write. Retrying is the outbox's work: a refusal says how long to wait.
 */
export type Budget = {
  /** 0: one may leave, and is counted. Else how long to wait, in milliseconds. */
  waitFor: (to: { channel: ChannelName }) => number;
  /** Before `waitFor`: waits for the slices where this process holds none in force; a store that is away is not waited for. */
  ready: () => Promise<void>;
  /** Renews the slices when it is time to; the dispatcher asks each round. */
  renew: () => Promise<void>;
  release: () => Promise<void>;
};

type BudgetDeps = { store: Store; clock: Clock; school: School };

/** Where nothing is leased: the next renewal may bring some. */
const withoutSlices = second;

type Use = { bucket: TokenBucket; part: number; passed: number; refused: number; since: Instant };

export function createBudget(
  deps: BudgetDeps,
  instance: string,
  channels: readonly ChannelName[],
  rates = channelRates,
): Budget {
  const { clock } = deps;
  const shares = createRateShares(deps, instance, channels);
  const uses = new Map<ChannelName, Use>();
  let renewing: Promise<void> | null = null;
  const renewed = async (): Promise<void> => {
    const now = clock.now();
    const given = await shares.renew((channel) => needOf(uses.get(channel), rates[channel], now));
    for (const [channel, share] of given ?? [])
      uses.set(channel, taken(uses.get(channel), share, rates[channel], clock.now()));
  };
  /** One at a time: whoever comes meanwhile waits for the same. */
  const renew = (): Promise<void> => (renewing ??= renewed().finally(() => void (renewing = null)));
  return {
    renew,
    ready: async () => {
      if (!shares.inForce()) await renew().catch(() => undefined);
    },
    waitFor: ({ channel }) => {
      const use = uses.get(channel);
      if (use === undefined || use.part === 0 || !shares.inForce()) return withoutSlices;
      const rate = scaled(rates[channel], use.part);
      const bucket = refill(use.bucket, rate, clock.now());
      const wait = waitOf(bucket, rate);
      const left = wait > 0 ? bucket : { ...bucket, tokens: bucket.tokens - 1 };
      const counted = wait > 0 ? { refused: use.refused + 1 } : { passed: use.passed + 1 };
      uses.set(channel, { ...use, ...counted, bucket: left });
      return wait;
    },
    release: shares.release,
  };
}

/** A part of a rate. Less than one message at once would be none for ever. */
const scaled = (rate: Rate, part: number): Rate => ({
  burst: Math.max(1, rate.burst * part),
  perSecond: rate.perSecond * part,
});

/** How many slices would have done since the last renewal, and one to spare; all of them when some had to wait. */
function needOf(use: Use | undefined, rate: Rate, now: Instant): number {
  if (use === undefined) return 1;
  if (use.refused > 0) return allSlices;
  const seconds = Math.max(1, (now - use.since) / second);
  return Math.min(allSlices, Math.ceil((use.passed / seconds / rate.perSecond) * allSlices) + 1);
}

/** The bucket goes with the share: what was given back is gone, what is new and was at rest is full. */
function taken(before: Use | undefined, { part, fresh }: Share, rate: Rate, now: Instant): Use {
  const old = before === undefined ? 0 : refill(before.bucket, scaled(rate, before.part), now).tokens;
  const tokens = Math.min(scaled(rate, part).burst, old + rate.burst * fresh);
  return { bucket: { tokens, at: now }, part, passed: 0, refused: 0, since: now };
}
