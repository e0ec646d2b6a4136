import type { School } from '../../core/school/school.js';
import { second, type Instant } from '../../core/time.js';
import type { ChannelName } from '../../core/thread/message.js';
import type { Clock } from '../../ports/clock.js';
import type { Store } from '../../ports/store.js';
import { refs } from '../refs.js';
import {
  allSlices,
  divide,
  divisionsBody,
  guard,
  term,
  undivided,
  withdraw,
  type Division,
} from './rate-slices.js';

/** What this instance may use of a channel's rate, from 0 to 1. */
export type Share = {
  part: number;
  /** How much of it came with the last renewal and was not in use by anybody just before. */
  fresh: number;
};

/** The shares of this instance in the rates of the channels, leased from the store that all instances have. */
export type RateShares = {
  /** Whether the shares are still this instance's own. */
  inForce: () => boolean;
  /** Renews when it is time to, or at once where they are not in force. Told how many slices each channel needs. */
  renew: (need: (channel: ChannelName) => number) => Promise<ReadonlyMap<ChannelName, Share> | null>;
  /** Gives everything back, so that others need not wait for the term. */
  release: () => Promise<void>;
};

type ShareDeps = { store: Store; clock: Clock; school: School };

const renewEvery = 5 * second;
const conflictLimit = 5;

export function createRateShares(
  deps: ShareDeps,
  instance: string,
  channels: readonly ChannelName[],
): RateShares {
  let renewedAt: Instant | null = null;
  let held = new Map<ChannelName, number>();
  const since = (): number => (renewedAt === null ? Infinity : deps.clock.now() - renewedAt);
  const inForce = (): boolean => since() >= 0 && since() < term - guard;
  return {
    inForce,
    renew: async (need) => {
      if (channels.length === 0 || (inForce() && since() < renewEvery)) return null;
      const before = inForce() ? held : new Map<ChannelName, number>();
      const now = deps.clock.now();
      const written = await change(
        deps,
        (divisions) =>
          new Map(
            channels.map((one) => [one, divide(of(divisions, one), { instance, need: need(one), now })]),
          ),
      );
      if (written === null) return null;
      renewedAt = now;
      held = new Map(channels.map((one) => [one, of(written, one).holdings[instance]?.slices ?? 0]));
      return new Map(
        channels.map((one) => [
          one,
          shareOf(of(written, one), before.get(one) ?? 0, held.get(one) ?? 0, now),
        ]),
      );
    },
    release: async () => {
      if (renewedAt === null) return;
      renewedAt = null;
      const now = deps.clock.now();
      await change(
        deps,
        (divisions) => new Map(channels.map((one) => [one, withdraw(of(divisions, one), instance, now)])),
      );
    },
  };
}

/** Slices that somebody may just have sent with begin empty; those that nobody had for a while begin full. */
function shareOf({ freedAt }: Division, before: number, after: number, now: Instant): Share {
  const gained = Math.max(0, after - before);
  return { part: after / allSlices, fresh: now - freedAt >= guard ? gained / allSlices : 0 };
}

type Divisions = ReadonlyMap<string, Division>;

const of = (divisions: Divisions, channel: ChannelName): Division => divisions.get(channel) ?? undivided;

/** One conditional write for all channels; null when others wrote again and again. */
async function change(
  { store, school, clock }: ShareDeps,
  next: (divisions: Divisions) => Divisions,
): Promise<Divisions | null> {
  const ref = refs.lease(school.id, 'rates');
  for (let round = 0; round < conflictLimit; round += 1) {
    const stored = await store.get(ref);
    const read = divisionsBody.safeParse(stored?.body);
    const before: Divisions = new Map(read.success ? Object.entries(read.data.channels) : []);
    const after = new Map([...before, ...next(before)]);
    const guarded = stored === null ? ({ absent: true } as const) : { etag: stored.etag };
    const body = { v: 1, channels: Object.fromEntries(after) };
    const put = await store.put({ ...ref, body, expiresAt: clock.now() + 10 * term }, guarded);
    if (put.ok) return after;
  }
  return null;
}
