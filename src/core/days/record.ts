import { dayId, type DayNews } from '../school/day-record.js';
import { closingOf } from '../school/practice-days.js';
import type { School } from '../school/school.js';
import type { Instant } from '../time.js';
import { addJob } from '../thread/job.js';
import type { StudentDay } from '../thread/student-day.js';
import type { Thread } from '../thread/thread.js';

export const dayOf = (thread: Thread, date: string): StudentDay | undefined =>
  thread.days.find((day) => day.date === date);

export const dayById = (thread: Thread, id: string | null | undefined): StudentDay | undefined =>
  thread.days.find((day) => day.id === id);

/** Changes a day, and tells the ledger when it says something else now. */
export function setDay(thread: Thread, id: string, patch: Partial<StudentDay>, now: Instant): Thread {
  const before = dayById(thread, id);
  if (!before) return thread;
  const after = { ...before, ...patch };
  const changed = { ...thread, days: thread.days.map((day) => (day.id === id ? after : day)) };
  const same =
    after.status === before.status &&
    after.reason === before.reason &&
    after.assignment === before.assignment;
  return same ? changed : tellLedger(changed, after, now);
}

/** Puts a day into the thread, or in the place of an older one of that date, and tells the ledger. */
export function putDay(
  thread: Thread,
  day: Pick<StudentDay, 'date' | 'opensAt' | 'assignment' | 'movedFrom'>,
  { school, now }: { school: School; now: Instant },
): Thread {
  const fresh: StudentDay = {
    ...day,
    // Until the days are arranged among each other: the latest that it can be.
    closesAt: closingOf(school, thread.profile, { from: day.date, opensAt: null, next: null }),
    id: dayId(thread.school, thread.person, day.date),
    phase: 'planned',
    status: 'planned',
    reason: null,
    remindAt: null,
    remindAsked: false,
    from: day.date,
  };
  const others = thread.days.filter(({ date }) => date !== day.date);
  const days = [...others, fresh].sort((a, b) => a.date.localeCompare(b.date));
  return tellLedger({ ...thread, days }, fresh, now);
}

function tellLedger(thread: Thread, day: StudentDay, now: Instant): Thread {
  const { begeleider, mentor, sector, company } = thread.profile;
  const { id, date, status, reason, assignment } = day;
  const news: DayNews = {
    ...{ id, student: thread.person, date, status, reason, assignment },
    ...{ begeleider, mentor, sector, company },
    // The thread's own counter: it goes up with every job, and outlives the day in the thread.
    revision: thread.sequence + 1,
    at: now,
  };
  return addJob(thread, { type: 'record_day', news }, { now });
}
