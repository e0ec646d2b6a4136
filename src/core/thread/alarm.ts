import { entryAlarm } from '../outbox/delivery.js';
import type { Instant } from '../time.js';
import type { Thread } from './thread.js';

/** When this thread next needs attention, or null: the one alarm clock of a person. */
export function alarmOf(thread: Thread): Instant | null {
  const moments = [
    ...thread.outbox.map(entryAlarm),
    ...thread.jobs.map((job) => job.dueAt),
    thread.talk?.timeoutAt ?? null,
    thread.talk?.expiresAt ?? null,
  ].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}
