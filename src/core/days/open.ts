import { isFree } from '../school/calendar.js';
import { isPaused, reminderAfter } from '../school/practice-days.js';
import type { DayStatus } from '../school/day-record.js';
import type { TurnEnv } from '../thread/env.js';
import { openTalk } from '../thread/talk/talk.js';
import type { StudentDay } from '../thread/student-day.js';
import type { Thread } from '../thread/thread.js';
import { hindrance, makeWay } from './make-way.js';
import { arranged } from './plan.js';
import { setDay } from './record.js';
import { waitsFor } from './waiting.js';
import { maySendUnasked, sentUnasked } from './unasked.js';

/** Planned days whose moment has come are due; those that turned out to be none are put down as that. */
export function comeDue(thread: Thread, env: TurnEnv): Thread {
  return thread.days
    .filter((day) => day.phase === 'planned' && day.opensAt !== null && day.opensAt <= env.now)
    .reduce((sofar, day) => due(sofar, day, env), thread);
}

function due(thread: Thread, day: StudentDay, env: TurnEnv): Thread {
  const { now, school } = env;
  const over = (status: DayStatus, reason: string): Thread =>
    setDay(thread, day.id, { phase: 'over', status, reason }, now);
  if (isFree(school, day.date)) return over('skipped', 'free');
  if (isPaused(thread.pauses, day.date)) return over('skipped', 'pause');
  const waits = waitsFor(thread);
  // The server was away for so long that the next practice day has begun.
  if (day.closesAt <= now)
    return waits.status === 'planned'
      ? over('undeliverable', 'outage')
      : over(waits.status, waits.reason ?? '');
  return setDay(thread, day.id, { phase: 'due', ...waits }, now);
}

/**
 * Opens the first day that is due, if it may. `asked`: the student is here and wrote something just now; otherwise
 * nothing is opened in quiet hours, on free days, or beyond the school's number of unasked messages.
 */
export function openDueDay(thread: Thread, env: TurnEnv, asked: boolean): Thread {
  const day = thread.days.find(
    (one) => one.phase === 'due' && one.closesAt > env.now && (asked || !waitsForSign(one)),
  );
  if (day === undefined || hindrance(thread, env.now) !== null) return thread;
  if (asked) return opened(thread, day, env);
  const may = maySendUnasked(thread, env);
  if (may.ok) return sentUnasked(thread, opened(thread, day, env), env.now);
  if (may.until !== null && may.until < day.closesAt)
    return setDay(
      thread,
      day.id,
      { phase: 'planned', status: 'planned', reason: null, opensAt: may.until },
      env.now,
    );
  const kept = { status: 'undeliverable', reason: may.why === 'limit' ? 'limit' : 'no_moment' } as const;
  return setDay(thread, day.id, kept, env.now);
}

/** A provider refused for good: a code of Twilio's, a status of Teams'. What only got lost may be sent anew. */
const refused = /^(?:code|status) /u;

/**
 * A day whose opening was refused waits until the student gives a sign: a thread that wakes for something else does not
 * send it again. One that the student wants to catch up opens by itself.
 */
const waitsForSign = ({ status, reason, opensAt }: StudentDay): boolean =>
  status === 'undeliverable' && opensAt !== null && refused.test(reason ?? '');

function opened(before: Thread, day: StudentDay, env: TurnEnv): Thread {
  const thread = makeWay(before, env);
  const patch: Partial<StudentDay> = {
    phase: 'open',
    status: 'open',
    reason: null,
    remindAt: reminderAfter(env.school, env.now),
    remindAsked: false,
  };
  const open = arranged(setDay(thread, day.id, patch, env.now), env);
  const script = day.assignment === 'none' ? 'kort' : 'reflectie';
  const assignment = typeof day.assignment === 'number' ? day.assignment : null;
  return openTalk(open, { script, day: { id: day.id, date: day.date }, assignment }, env);
}
