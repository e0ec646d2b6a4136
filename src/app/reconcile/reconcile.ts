import { TerugblikError } from '../../core/errors.js';
import { minute, type Instant } from '../../core/time.js';
import type { Channel } from '../../ports/channel.js';
import type { Deps } from '../deps.js';
import type { InHand } from '../in-hand.js';
import { createKeyedLock } from '../conversation/keyed-lock.js';
import { createMarks, type Marks } from '../marks.js';
import { createRecent, type Recent } from './recent.js';
import { firstMark, interval, readMark, spanOf, type ReconcileMark } from './reconcile-mark.js';
import { noCounts, reportKey, runRound, type RoundCounts, type WaysIn } from './reconcile-round.js';

/**
 * Takes in what a provider could not bring us: messages whose webhook was lost, and reports on what we sent. It is an
 * aggregate of its own for each channel, a mark with an alarm; whichever instance holds its bucket runs the round. A
 * crash anywhere repeats work and nothing else: every message is known by its id.
 */
export type Reconcile = WaysIn & {
  /** At start: a round as soon as may be, and one every five minutes from then on. */
  arm: () => Promise<void>;
  /** The alarm of this mark went off. The round runs in the background: other alarms do not wait for it. */
  wake: (id: string) => Promise<void>;
  /**
   * One round of each channel now. With `since` it looks back to there, at most 48 hours, and moves no watermark.
   * @throws TerugblikError `provider_unreachable`, `provider_refused`, `conflict` or `store_unavailable`; doing it again
   * is safe.
   */
  run: (since?: Instant) => Promise<RoundCounts>;
};

/** `receive` and `report` come back as the app offers them: what they have dealt with is not asked for again. */
export function createReconcile(deps: Deps, inHand: InHand, app: WaysIn): Reconcile {
  const known = createRecent(20_000);
  const waysIn = watched(app, known);
  const parts: Parts = { deps, marks: createMarks(deps), waysIn, known };
  const channels = [...deps.channels.values()].filter((channel) => channel.history !== undefined);
  const lock = createKeyedLock();
  return {
    ...waysIn,
    arm: async () => {
      for (const channel of channels) await arm(parts, channel);
    },
    wake: async (id) => {
      if (!id.startsWith(parts.marks.id('reconcile:'))) return;
      const channel = channels.find((one) => parts.marks.id(markName(one)) === id);
      if (channel === undefined) return disarm(parts, id);
      const claimed = await claim(parts, channel, 'when due');
      if (claimed === null) return;
      const round = lock.run(id, () => carryOut(parts, channel, claimed));
      inHand.start(round.then(() => undefined, failed(deps, channel)));
    },
    run: async (since) => {
      const rounds = channels.map((channel) =>
        lock.run(parts.marks.id(markName(channel)), () => runNow(parts, channel, since ?? null)),
      );
      return (await Promise.all(rounds)).reduce(added, noCounts);
    },
  };
}

type Parts = { deps: Deps; marks: Marks; waysIn: WaysIn; known: Recent };
type Claimed = { mark: ReconcileMark; etag: string };

const markName = (channel: Channel): string => `reconcile:${channel.name}`;

/** Remembers what was dealt with, whichever way it came in. */
const watched = (app: WaysIn, known: Recent): WaysIn => ({
  receive: async (inbound) => {
    const outcome = await app.receive(inbound);
    known.add(inbound.providerId);
    return outcome;
  },
  report: async (report) => {
    await app.report(report);
    known.add(reportKey(report));
  },
});

const added = (a: RoundCounts, b: RoundCounts): RoundCounts => ({
  found: a.found + b.found,
  taken: a.taken + b.taken,
  duplicates: a.duplicates + b.duplicates,
  unknown: a.unknown + b.unknown,
  failed: a.failed + b.failed,
  passedOver: a.passedOver + b.passedOver,
  reports: a.reports + b.reports,
});

/** Two instances that start at once write the same: whoever loses need not try again. */
async function arm({ deps, marks }: Parts, channel: Channel): Promise<void> {
  const now = deps.clock.now();
  const stored = await marks.get(markName(channel));
  const mark = stored === null ? firstMark(now) : readMark(stored.body, now);
  await marks.put(markName(channel), mark, now, stored?.etag ?? null);
}

/** The mark of a channel that was switched off since: it would be due for ever. */
async function disarm({ marks }: Parts, id: string): Promise<void> {
  const name = id.slice(marks.id('').length);
  const stored = await marks.get(name);
  if (stored !== null) await marks.put(name, stored.body as object, null, stored.etag);
}

/**
 * Records that a round begins, before it lists anything: it is not due for other instances meanwhile, and comes back
 * by itself should this process die. Null when somebody else was first.
 */
async function claim(parts: Parts, channel: Channel, when: 'when due' | 'now'): Promise<Claimed | null> {
  const { deps, marks } = parts;
  const now = deps.clock.now();
  const stored = await marks.get(markName(channel));
  if (when === 'when due' && (stored?.wakeAt === undefined || stored.wakeAt > now)) return null;
  const mark = stored === null ? firstMark(now) : readMark(stored.body, now);
  const etag = await marks.put(markName(channel), mark, now + interval, stored?.etag ?? null);
  return etag === null ? null : { mark, etag };
}

/** Runs the round that was claimed and moves the watermark, to where the listing began, when all of it was taken in. */
async function carryOut(parts: Parts, channel: Channel, { mark, etag }: Claimed): Promise<RoundCounts> {
  const { deps, marks } = parts;
  const begun = deps.clock.now();
  const span = spanOf(mark, begun, null);
  if (span.lost > 0)
    deps.log.warn('reconcile.gap', { channel: channel.name, minutes: Math.ceil(span.lost / minute) });
  try {
    const result = await runRound(deps, channel, span, { ...parts, failures: mark.failures });
    const { counts, failures, newest, young } = result;
    const clean = counts.failed === 0;
    const reached = clean
      ? { watermark: begun, newest: newest ?? mark.newest }
      : { watermark: mark.watermark, newest: mark.newest };
    const wakeAt = begun + (clean && young === 0 ? interval : minute);
    await marks.put(markName(channel), { v: 1, ...reached, ranAt: begun, failures }, wakeAt, etag);
    tell(deps, channel, counts);
    return counts;
  } catch (error) {
    await marks.put(markName(channel), mark, deps.clock.now() + minute, etag);
    throw error;
  }
}

/** By hand: the same round, claimed like any other; one that looks back to a moment claims and moves nothing. */
async function runNow(parts: Parts, channel: Channel, since: Instant | null): Promise<RoundCounts> {
  const { deps } = parts;
  const now = deps.clock.now();
  if (since === null) {
    const claimed = await claim(parts, channel, 'now');
    if (claimed === null) throw new TerugblikError('conflict', 'another round began at this moment');
    return carryOut(parts, channel, claimed);
  }
  const span = spanOf(firstMark(now), now, since);
  const { counts } = await runRound(deps, channel, span, { ...parts, failures: {} });
  tell(deps, channel, counts);
  return counts;
}

function tell(deps: Deps, channel: Channel, counts: RoundCounts): void {
  deps.log.info('reconcile.round', { channel: channel.name, ...counts });
}

function failed(deps: Deps, channel: Channel): (error: unknown) => void {
  return (error) => {
    const code = error instanceof TerugblikError ? error.code : 'unexpected';
    deps.metrics.count('reconcile_rounds_failed', { channel: channel.name, code });
    deps.log.error('reconcile.round_failed', error, { channel: channel.name, code });
  };
}
