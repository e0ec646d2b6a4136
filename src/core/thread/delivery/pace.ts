import { refill, waitOf, type Rate, type TokenBucket } from '../../rate.js';
import type { Instant } from '../../time.js';
import type { ChannelName } from '../message.js';
import type { Thread } from '../thread.js';

/**
 * What the platforms take to one person: about 7 messages a second in a chat of Teams; on WhatsApp one in six seconds
 * over time, with bursts of up to 45 (Meta's pair rate limit).
 */
const personRates: Readonly<Record<ChannelName, Rate>> = {
  teams: { burst: 7, perSecond: 2 },
  whatsapp: { burst: 45, perSecond: 1 / 6 },
};

/**
 * How long a message to this person has to wait, in milliseconds. Kept in his thread, which is written with each
 * attempt anyway: whichever instance answers him, the limit is one.
 */
export const paceWait = ({ pace }: Thread, channel: ChannelName, now: Instant): number =>
  waitOf(bucketOf(pace, channel, now), personRates[channel]);

/** The thread after one more message to him. */
export function paced(thread: Thread, channel: ChannelName, now: Instant): Thread {
  const { tokens } = bucketOf(thread.pace, channel, now);
  const left = Math.max(0, Math.round((tokens - 1) * 100) / 100);
  return { ...thread, pace: { ...thread.pace, [channel]: { tokens: left, at: now } } };
}

const bucketOf = (pace: Thread['pace'], channel: ChannelName, now: Instant): TokenBucket => {
  const rate = personRates[channel];
  return refill(pace?.[channel] ?? { tokens: rate.burst, at: now }, rate, now);
};
