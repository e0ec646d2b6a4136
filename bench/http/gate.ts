import type { ChannelName } from '../../src/core/thread/message.js';
import type { Rate } from '../../src/core/rate.js';
import type { Arrived } from './double.js';
import { limitOf } from './rates.js';

/** Whether a channel takes one more message now. */
export type Gate = (channel: ChannelName, message: Arrived) => boolean;

export const openGate: Gate = () => true;

/**
 * Enforces the limit of each channel by a bucket of its own, and counts what it refuses. `times`: how many times the
 * limits of the real ones.
 */
export function limitedGate(times: number): { gate: Gate; refused: () => number } {
  const buckets: Partial<Record<ChannelName, { left: number; at: number }>> = {};
  let refused = 0;
  const take = (channel: ChannelName, { burst, perSecond }: Rate, now: number): boolean => {
    const known = buckets[channel] ?? { left: burst * times, at: now };
    const left = Math.min(burst * times, known.left + ((now - known.at) / 1000) * perSecond * times);
    const may = left >= 1;
    buckets[channel] = { left: may ? left - 1 : left, at: now };
    return may;
  };
  return {
    gate: (channel, { at }) => {
      const may = take(channel, limitOf(channel), at);
      if (!may) refused += 1;
      return may;
    },
    refused: () => refused,
  };
}
