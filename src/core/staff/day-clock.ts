import { dateAfter, inQuietHours, isFree, localDate, timeOn } from '../school/calendar.js';
import type { School } from '../school/school.js';
import { addJob } from '../thread/job.js';
import type { Thread } from '../thread/thread.js';
import type { Instant } from '../time.js';

type ClockEnv = { now: Instant; school: School };

/** Days that are looked ahead: more than any break. */
const lookAhead = 400;

/** The next moment after `after` at which a day card may be sent: the school's time, on a day that is not free. */
export function nextCardAt(school: School, after: Instant): Instant | null {
  let date = localDate(school, after);
  for (let ahead = 0; ahead <= lookAhead; ahead += 1) {
    const at = timeOn(school, date, school.days.cardAt);
    if (at > after && !isFree(school, date)) return at;
    date = dateAfter(date);
  }
  return null;
}

/** Winds the clock of a begeleider's day card where it is not wound; stops that of everybody else. */
export function armDayCard(thread: Thread, { school, now }: ClockEnv): Thread {
  const { profile, leftAt, dayCardAt = null } = thread;
  const wanted = profile.roles.includes('begeleider') && leftAt === null;
  if (!wanted) return dayCardAt === null ? thread : { ...thread, dayCardAt: null };
  return dayCardAt === null ? { ...thread, dayCardAt: nextCardAt(school, now) } : thread;
}

/**
 * The set time has come: the card of that date is put down as a job, once, and the clock is wound for the next. A date
 * that is over (the server was away), quiet hours, and a time that the school has moved since, bring none.
 */
export function dayCardDue(thread: Thread, { school, now }: ClockEnv): Thread {
  const { dayCardAt = null } = thread;
  if (dayCardAt === null || dayCardAt > now) return thread;
  const date = localDate(school, dayCardAt);
  const wound = { ...thread, dayCardAt: nextCardAt(school, now) };
  const missed = localDate(school, now) !== date || inQuietHours(school, now) || isFree(school, date);
  const early = timeOn(school, date, school.days.cardAt) > now;
  return missed || early ? wound : addJob(wound, { type: 'day_card', date }, { now });
}
