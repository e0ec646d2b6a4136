import { wayAlarm } from '../days/make-way.js';
import { outboxAlarms } from '../outbox/delivery.js';
import type { Instant } from '../time.js';
import type { StudentDay } from './student-day.js';
import type { Thread } from './thread.js';

/** When this thread next needs attention, or null: the one alarm clock of a person. */
export function alarmOf(thread: Thread): Instant | null {
  const moments = [
    ...outboxAlarms(thread.outbox),
    ...thread.jobs.map((job) => job.dueAt),
    thread.fragments?.dueAt ?? null,
    thread.talk?.timeoutAt ?? null,
    thread.talk?.expiresAt ?? null,
    thread.dayCardAt ?? null,
    wayAlarm(thread),
    ...thread.days.flatMap(momentsOf),
  ].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

function momentsOf(day: StudentDay): (Instant | null)[] {
  switch (day.phase) {
    case 'planned':
      return [day.opensAt];
    case 'due':
      return [day.closesAt];
    case 'open':
      return [day.remindAt, day.closesAt];
    case 'over':
      return [];
  }
}
