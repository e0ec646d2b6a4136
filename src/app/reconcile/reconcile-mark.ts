import { z } from 'zod';
import { day, hour, minute, type Instant } from '../../core/time.js';
import type { HistorySpan } from '../../ports/channel.js';

/** How often a round runs. */
export const interval = 5 * minute;

/** Listings go back this far beyond the watermark: a provider's list is complete only after a while. */
const overlap = 30 * minute;

/** Listings never go back further; a longer outage is told to the operator. */
export const reach = 48 * hour;

/**
 * How far a channel has been reconciled. `watermark`: when the last listing began of which everything was taken in.
 * `newest`: the latest message in it, by the provider's clock: should ours have been ahead, nothing is skipped.
 * `failures`: rounds in which a message could not be taken in, by its id.
 */
export type ReconcileMark = {
  v: 1;
  watermark: Instant;
  newest: Instant | null;
  ranAt: Instant | null;
  failures: Record<string, number>;
};

const schema = z.object({
  v: z.literal(1),
  watermark: z.number(),
  newest: z.number().nullable(),
  ranAt: z.number().nullable(),
  failures: z.record(z.string(), z.number()),
});

/** The mark of a channel that is reconciled for the first time: what was before is not ours. */
export const firstMark = (now: Instant): ReconcileMark => ({
  v: 1,
  watermark: now,
  newest: null,
  ranAt: null,
  failures: {},
});

/** Reads a stored mark. One that cannot be read is as old as can be: everything within reach is listed again. */
export function readMark(body: unknown, now: Instant): ReconcileMark {
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed.data : { ...firstMark(now), watermark: now - reach };
}

/** What a round lists. `lost`: milliseconds before it that nobody will look at any more, 0 nearly always. */
export type RoundSpan = HistorySpan & { lost: number };

/**
 * Where a round begins. Callbacks of what we sent are lost while we are away, and may be about a message of yesterday
 * (a telephone that was off), so after a gap our own messages are listed a day further back.
 */
export function spanOf(mark: ReconcileMark, now: Instant, since: Instant | null): RoundSpan {
  const edge = now - reach;
  if (since !== null) return { in: Math.max(since, edge), out: Math.max(since, edge), lost: 0 };
  const reached = Math.min(mark.watermark, mark.newest ?? mark.watermark, now);
  const from = Math.max(reached - overlap, edge);
  const away = mark.ranAt === null || now - mark.watermark > 2 * interval;
  return {
    in: from,
    out: away ? Math.max(from - day, edge) : from,
    lost: Math.max(0, edge - mark.watermark),
  };
}
