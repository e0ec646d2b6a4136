import { z } from 'zod';
import { second, type Instant } from '../../core/time.js';
import { inForce } from './lease-term.js';

/** What one instance holds of a channel's rate. */
const holding = z.object({
  slices: z.number().int().min(0),
  /** How many it had use for when it last looked. */
  need: z.number().int().min(0),
  until: z.number(),
});

/** How a channel's rate is divided over the instances. */
const division = z.object({
  holdings: z.record(z.string(), holding),
  /** When somebody last gave slices back: it may have sent with them just before. */
  freedAt: z.number(),
});

export type Division = z.infer<typeof division>;

/** The item that keeps the divisions of all channels. */
export const divisionsBody = z.object({ v: z.literal(1), channels: z.record(z.string(), division) });

export const undivided: Division = { holdings: {}, freedAt: 0 };

/** A channel's rate is leased in so many slices. */
export const allSlices = 16;

/** How long a slice is leased; whoever holds it stops using it `guard` before that. */
export const term = 20 * second;
/** So far apart may the clocks of instances be. */
export const guard = 10 * second;

/**
 * The division after one instance came by: it keeps what it needs, gives back what others miss, and takes no more than
 * is free. Together the holdings in force are never more than the whole. One slice stays free for whoever holds none.
 */
export function divide(before: Division, asked: { instance: string; need: number; now: Instant }): Division {
  const { instance, need, now } = asked;
  const { [instance]: mine, ...rest } = before.holdings;
  const others = Object.entries(rest).filter(([, { until }]) => inForce(until, term, now));
  const held = mine !== undefined && inForce(mine.until, term, now) ? mine.slices : 0;
  const taken = others.reduce((total, [, other]) => total + other.slices, 0);
  const wanted = wantedBy(
    need,
    others.map(([, other]) => other),
  );
  const spare = held === 0 ? Math.min(1, allSlices - taken) : 0;
  const slices = Math.max(0, spare, Math.min(wanted, allSlices - 1 - taken));
  return {
    holdings: { ...Object.fromEntries(others), [instance]: { slices, need, until: now + term } },
    freedAt: slices < held ? now : before.freedAt,
  };
}

/** The division after an instance went. */
export function withdraw(before: Division, instance: string, now: Instant): Division {
  const { [instance]: mine, ...holdings } = before.holdings;
  return { holdings, freedAt: mine === undefined || mine.slices === 0 ? before.freedAt : now };
}

/** An equal share each; more for who needs it and others do not, less for who does not and others do. */
function wantedBy(need: number, others: readonly { slices: number; need: number }[]): number {
  const fair = Math.max(1, Math.floor(allSlices / (others.length + 1)));
  const needed = others.reduce((total, other) => total + Math.max(1, other.need), 0);
  if (need > fair) return Math.max(fair, Math.min(need, allSlices - needed));
  const isMissed = others.some((other) => other.need > other.slices);
  return isMissed ? Math.max(1, need) : fair;
}
