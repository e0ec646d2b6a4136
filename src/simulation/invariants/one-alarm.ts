import { bucketOf } from '../../app/refs.js';
import type { Alert } from '../../core/alerts/state.js';
import type { Thread } from '../../core/thread/thread.js';
import { minute } from '../../core/time.js';
import type { Item } from '../../ports/store.js';
import type { Invariant } from '../sim.js';

/** Whoever will need attention has an alarm for it, in the bucket of its id; nothing stays due. */
export const oneAlarm = (): Invariant => ({
  name: '3 one alarm clock',
  onPut: (_, item) => {
    const needed = neededBy(item);
    if (needed === null) return [];
    if (item.wakeAt === undefined) return [`${item.id} has work and no alarm`];
    if (item.bucket !== bucketOf(item.id)) return [`${item.id} stands in bucket ${item.bucket ?? 'none'}`];
    return item.wakeAt > needed ? [`${item.id} wakes ${(item.wakeAt - needed) / 1000} s late`] : [];
  },
  daily: async ({ store, clock }) => {
    const buckets = Array.from({ length: 256 }, (_, bucket) => bucket);
    const due = await store.due({ buckets, until: clock.now() - 5 * minute, limit: 5 });
    return due.map(({ id, partition, wakeAt }) => ({
      person: partition.split(':')[1] ?? null,
      what: `${id} is due since ${new Date(wakeAt).toISOString()}`,
    }));
  },
});

/** The first moment at which something is to be done about it, by a reckoning of its own. */
function neededBy({ kind, body }: Item): number | null {
  if (kind === 'alert') {
    const { jobs, escalatesAt, status } = body as Alert;
    return earliest([
      ...jobs.map((job) => job.dueAt),
      ...(escalatesAt == null || status !== 'new' ? [] : [escalatesAt]),
    ]);
  }
  if (kind !== 'thread') return null;
  const { outbox, jobs, fragments, talk, days } = body as Thread;
  return earliest([
    ...jobs.map((job) => job.dueAt),
    ...outboxMoments(outbox),
    ...(fragments === undefined ? [] : [fragments.dueAt]),
    ...(talk?.expiresAt == null ? [] : [talk.expiresAt]),
    ...days.flatMap(({ phase, opensAt, closesAt }) =>
      phase === 'planned' ? (opensAt === null ? [] : [opensAt]) : phase === 'over' ? [] : [closesAt],
    ),
  ]);
}

const earliest = (moments: readonly number[]): number | null =>
  moments.length === 0 ? null : Math.min(...moments);

/** The first entry that waits or is under way holds back those behind it, urgent ones apart. */
function outboxMoments(outbox: Thread['outbox']): number[] {
  const busy = outbox.filter(({ status }) => status === 'pending' || status === 'attempting');
  const heads = [...busy.slice(0, 1), ...busy.filter((one) => one.urgent)];
  const lost = outbox.filter(({ status }) => status === 'unknown');
  return [...heads, ...lost].map(({ dueAt, createdAt }) => dueAt ?? createdAt);
}
