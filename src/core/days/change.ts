import { dateAfter, isFree, localDate } from '../school/calendar.js';
import type { DayStatus, PlannedAssignment } from '../school/day-record.js';
import { isPaused, openingOf, type Pause } from '../school/practice-days.js';
import type { StudentDay } from '../thread/student-day.js';
import type { Thread } from '../thread/thread.js';
import { arranged, planDays, replan, type PlanEnv } from './plan.js';
import { dayById, dayOf, putDay, setDay } from './record.js';

/**
 * The day that somebody means who says "ziek" or "andere dag": the one in hand, else one that waits, else today's,
 * else one of the next days.
 */
export function dayMeant(thread: Thread, { school, now }: PlanEnv): StudentDay | undefined {
  const soon = dateAfter(localDate(school, now), 2);
  const { days } = thread;
  return (
    days.find((day) => day.phase === 'open') ??
    days.find((day) => day.phase === 'due') ??
    days.find((day) => day.phase === 'planned' && day.date <= soon)
  );
}

/** Ill, or not there: the day is over, and nothing more is asked about it. It is no report of absence. */
export function skipDay(thread: Thread, id: string, reason: 'ill' | 'absent', env: PlanEnv): Thread {
  return ended(thread, id, 'skipped', reason, env);
}

function ended(thread: Thread, id: string, status: DayStatus, reason: string, env: PlanEnv): Thread {
  const patch = { phase: 'over', status, reason, opensAt: null, remindAt: null } as const;
  return planDays(setDay(thread, id, patch, env.now), env);
}

/** Why a day cannot be moved to a date. */
export type MoveRefusal = 'past' | 'too_far' | 'free' | 'paused' | 'taken';

/** A day can be moved within two weeks, so that it is still about that week's work. */
const moveWithin = 14;

/** Whether a day may be moved to a date, and if not, why. */
export function moveRefusal(thread: Thread, date: string, { school, now }: PlanEnv): MoveRefusal | null {
  const today = localDate(school, now);
  if (date < today) return 'past';
  if (date > dateAfter(today, moveWithin)) return 'too_far';
  if (isFree(school, date)) return 'free';
  if (isPaused(thread.pauses, date)) return 'paused';
  const there = dayOf(thread, date);
  return there === undefined || there.status === 'cancelled' || there.status === 'moved' ? null : 'taken';
}

/** The dates that a day can be moved to in the coming week, today included. */
export function moveDates(thread: Thread, env: PlanEnv): string[] {
  const today = localDate(env.school, env.now);
  return Array.from({ length: 8 }, (_, ahead) => dateAfter(today, ahead)).filter(
    (date) => moveRefusal(thread, date, env) === null,
  );
}

/** Moves a day to another date, where it opens after the usual hours. A refused date changes nothing. */
export function moveDay(thread: Thread, id: string, date: string, env: PlanEnv): Thread {
  const before = thread.days.find((day) => day.id === id);
  if (before === undefined || moveRefusal(thread, date, env) !== null) return thread;
  const { school, now } = env;
  const left = setDay(
    thread,
    id,
    { phase: 'over', status: 'moved', reason: date, opensAt: null, remindAt: null },
    now,
  );
  const opensAt = openingOf(school, left.profile, date);
  const { assignment } = before;
  return planDays(putDay(left, { date, opensAt, assignment, movedFrom: before.date }, env), env);
}

/** What the student will do on a day that is not over yet. */
export function planAssignment(
  thread: Thread,
  id: string,
  assignment: PlannedAssignment,
  env: PlanEnv,
): Thread {
  const day = thread.days.find((one) => one.id === id);
  return day === undefined || day.phase === 'over' ? thread : setDay(thread, id, { assignment }, env.now);
}

/** The next practice day that is still to come. */
export const nextDay = (thread: Thread): StudentDay | undefined =>
  thread.days.find((day) => day.phase === 'planned');

const unfinished: readonly DayStatus[] = [
  'partial',
  'no_answer',
  'skipped',
  'undeliverable',
  'not_started',
  'withdrawn',
];

/** Days of the last weeks that can still be done, newest first. */
export function daysToCatchUp(thread: Thread, { school, now }: PlanEnv): StudentDay[] {
  const oldest = dateAfter(localDate(school, now), -school.days.catchUpDays);
  const today = localDate(school, now);
  return thread.days
    .filter((day) => day.phase === 'over' && unfinished.includes(day.status))
    .filter((day) => day.date >= oldest && day.date <= today)
    .reverse();
}

/** Takes a day up again: it opens as soon as nothing else is open, and ends with the next practice day. */
export function catchUp(thread: Thread, id: string, env: PlanEnv): Thread {
  const from = localDate(env.school, env.now);
  const due = setDay(thread, id, { phase: 'due', opensAt: null, from, ...keptOf(thread, id) }, env.now);
  return arranged(due, env);
}

/** What a day was before it is taken up again, where that counts whatever comes of it. */
function keptOf(thread: Thread, id: string): Pick<StudentDay, 'answered' | 'excused'> {
  const day = dayById(thread, id);
  if (day?.status === 'partial') return { answered: true };
  return day?.status === 'skipped' && day.reason !== null ? { excused: day.reason } : {};
}

/** Sets the times without practice days; days in them are put down as skipped. */
export const pause = (thread: Thread, pauses: readonly Pause[], env: PlanEnv): Thread =>
  replan({ ...thread, pauses: [...pauses] }, env);
