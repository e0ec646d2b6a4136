import { dateAfter, localDate } from '../school/calendar.js';
import { closingOf, isPaused, openingOf, practiceDateAfter } from '../school/practice-days.js';
import type { School } from '../school/school.js';
import { hour, type Instant } from '../time.js';
import type { StudentDay } from '../thread/student-day.js';
import type { Thread } from '../thread/thread.js';
import { putDay, setDay } from './record.js';

/** What planning looks at. */
export type PlanEnv = { now: Instant; school: School };

/** More fixed days than a thread that slept for two years has to make up for. */
const roundLimit = 120;

/**
 * Plans the fixed practice days until one lies ahead. A thread that slept (the server was down, the term began) gets
 * the days that it missed as well, and days in a pause are put down as skipped: nobody is missing in the ledger.
 */
export function planDays(thread: Thread, env: PlanEnv): Thread {
  let next = thread;
  if (!hasFixedDays(thread)) return next;
  for (let round = 0; round < roundLimit && !next.days.some(isAhead); round += 1) {
    const after = next.plannedTo ?? dateAfter(firstDate(next, env), -1);
    const date = practiceDateAfter(env.school, next.profile, after);
    if (date === null) break;
    next = { ...planDate(next, date, env), plannedTo: date };
  }
  return arranged(next, env);
}

function planDate(thread: Thread, date: string, { school, now }: PlanEnv): Thread {
  const before = thread.days.find((day) => day.date === date);
  // A day was moved to this date, or from it: that stands.
  if (before && before.status !== 'cancelled') return thread;
  const opensAt = openingOf(school, thread.profile, date);
  const planned = putDay(thread, { date, opensAt, assignment: null, movedFrom: null }, { school, now });
  return isPaused(thread.pauses, date) ? pausedOn(planned, date, now) : planned;
}

function pausedOn(thread: Thread, date: string, now: Instant): Thread {
  const day = thread.days.find((one) => one.date === date);
  const patch = { phase: 'over', status: 'skipped', reason: 'pause' } as const;
  return day === undefined ? thread : setDay(thread, day.id, patch, now);
}

const hasFixedDays = ({ profile, leftAt }: Thread): boolean =>
  profile.roles.includes('student') && profile.weekday !== null && leftAt === null;

const isAhead = (day: StudentDay): boolean => day.phase === 'planned' && day.movedFrom === null;

/** Today while today's reflection is still to come, else tomorrow: nobody is asked about a day before he was there. */
function firstDate({ profile }: Thread, { school, now }: PlanEnv): string {
  const today = localDate(school, now);
  const opens = openingOf(school, profile, today);
  return opens > now ? today : dateAfter(today);
}

/**
 * After a new roster, new holidays or a pause: planned days that are none any more are cancelled, or skipped when the
 * student pauses; the others open by the new hours; and the next one is planned.
 */
export function replan(thread: Thread, env: PlanEnv): Thread {
  const first = firstDate(thread, env);
  const ahead = thread.days.filter((day) => day.date >= first && (isAhead(day) || day.reason === 'pause'));
  const next = ahead.reduce((sofar, day) => replanned(sofar, day, env), thread);
  // From here on, or from the last day that stands: what was cancelled leaves room for an earlier one.
  const before = dateAfter(first, -1);
  const standing = next.days.filter((day) => day.status !== 'cancelled' && day.movedFrom === null).at(-1);
  const plannedTo = standing === undefined || standing.date < before ? before : standing.date;
  return planDays({ ...next, plannedTo: next.plannedTo === null ? null : plannedTo }, env);
}

function replanned(thread: Thread, day: StudentDay, { school, now }: PlanEnv): Thread {
  const { id, date } = day;
  if (!hasFixedDays(thread) || practiceDateAfter(school, thread.profile, dateAfter(date, -1)) !== date)
    return setDay(thread, id, { phase: 'over', status: 'cancelled', reason: 'replanned' }, now);
  if (isPaused(thread.pauses, date)) return pausedOn(thread, date, now);
  const opensAt = openingOf(school, thread.profile, date);
  return setDay(thread, id, { phase: 'planned', status: 'planned', reason: null, opensAt }, now);
}

/** Gives every day that is not over its end: the next practice day, wherever that came to stand. */
export function arranged(thread: Thread, env: PlanEnv): Thread {
  const { school } = env;
  const days = thread.days.map((day) => {
    if (day.phase === 'over') return day;
    const next = nextDateAfter(thread, school, day.from);
    const closesAt = closingOf(school, thread.profile, { ...day, next });
    return { ...day, closesAt: Math.min(closesAt, roomForToday(thread, day, env)) };
  });
  return { ...thread, days };
}

/** Somebody who is in the middle of an old day may finish it first. */
const finishing = hour;

/** An old day that is taken up on a practice day makes room for the reflection of that day itself. */
function roomForToday(thread: Thread, day: StudentDay, { now }: PlanEnv): Instant {
  const own = thread.days.find((one) => one.id !== day.id && one.date === day.from && one.phase !== 'over');
  const until = own?.phase === 'open' ? Infinity : (own?.opensAt ?? Infinity) + finishing;
  return until > now ? until : Infinity;
}

/** The next date with a reflection after one, of the days that stand and the fixed ones to come. */
function nextDateAfter(thread: Thread, school: School, date: string): string | null {
  const standing = thread.days.filter((day) => day.date > date && day.phase !== 'over');
  const fixed = practiceDateAfter(school, thread.profile, date);
  const gone = thread.days.some((day) => day.date === fixed && day.phase === 'over');
  return [...standing.map((day) => day.date), ...(fixed === null || gone ? [] : [fixed])].sort()[0] ?? null;
}
