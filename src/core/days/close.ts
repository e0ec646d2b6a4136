import { localDate, dateAfter } from '../school/calendar.js';
import { readState } from '../script/state.js';
import { reflectionScripts } from '../thread/talk/scripts.js';
import type { TurnEnv } from '../thread/env.js';
import type { StudentDay } from '../thread/student-day.js';
import type { Talk, Thread } from '../thread/thread.js';
import type { Line } from '../thread/transcript.js';
import { dayById, setDay } from './record.js';
import { waitsFor } from './waiting.js';

/** How a talk about a practice day can end. */
export type TalkOutcome = 'completed' | 'partial' | 'stopped' | 'no_answer';

/** Puts down how the talk about a day ended, unless something else was decided in it (ill, moved). */
export function talkEnded(thread: Thread, talk: Talk, outcome: TalkOutcome, env: { now: number }): Thread {
  const day = dayById(thread, talk.day?.id);
  if (day?.phase !== 'open') return thread;
  const patch: Partial<StudentDay> = {
    phase: 'over',
    remindAt: null,
    ...statusOf(talk, outcome, day),
  };
  const planned = outcome === 'completed' ? { assignment: assignmentOf(talk, day) } : {};
  return setDay(thread, day.id, { ...patch, ...planned }, env.now);
}

type DayEnd = Pick<StudentDay, 'status' | 'reason'>;

function statusOf(talk: Talk, outcome: TalkOutcome, day: StudentDay): DayEnd {
  const answered = isAnswered(day, talk);
  const excused = skippedAgain(day);
  if (excused !== null && !answered && (outcome === 'no_answer' || outcome === 'stopped')) return excused;
  switch (outcome) {
    case 'completed':
      return { status: outcome, reason: null };
    case 'no_answer':
      return { status: answered ? 'partial' : outcome, reason: null };
    case 'partial':
      return { status: 'partial', reason: talk.parked };
    case 'stopped':
      return { status: answered ? 'partial' : 'withdrawn', reason: 'stopped' };
  }
}

/** A day that was skipped before it was taken up again is no unanswered one: he was ill, or not there. */
const skippedAgain = ({ excused }: StudentDay): DayEnd | null =>
  excused === undefined ? null : { status: 'skipped', reason: excused };

/** Whether he answered something about a day: in the talk that is open, or before he took it up again. */
export const isAnswered = ({ id, answered }: StudentDay, talk: Talk | null): boolean =>
  answered === true || (talk?.day?.id === id && hasAnswered(talk));

/**
 * Whether the student answered anything about the day, or told a worry in this talk. "Stop", "help" and a greeting are
 * no answers; nor is what was said to somebody's reply, or about a worry of before.
 */
export function hasAnswered(talk: Talk): boolean {
  const read = readState(talk.state);
  if (read.kind === 'ok' && read.state.answers.some(({ script }) => reflectionScripts.includes(script)))
    return true;
  return talk.transcript.some(toldWorry);
}

/** A line that raised a worry itself. What is told to the confidant alone changes nothing that others see. */
const toldWorry = ({ id, alert, confidential }: Line): boolean =>
  alert?.endsWith(`:${id}`) === true && confidential !== true;

/** The assignment that the student says he did. */
function assignmentOf(talk: Talk, day: StudentDay): StudentDay['assignment'] {
  const read = readState(talk.state);
  if (read.kind !== 'ok') return day.assignment;
  const { assignment, hasAssignment } = read.state.values;
  if (hasAssignment !== true) return 'none';
  const number = Number(assignment);
  return Number.isInteger(number) ? number : day.assignment;
}

/** Days whose time is over and that never opened keep what the ledger says of them; the rest is unanswered. */
export function closeDays(thread: Thread, env: TurnEnv): Thread {
  return thread.days
    .filter((day) => day.phase === 'due' && day.closesAt <= env.now)
    .reduce((sofar, day) => {
      if (day.status !== 'planned') return setDay(sofar, day.id, { phase: 'over' }, env.now);
      const waits = waitsFor(sofar);
      const kept = waits.status === 'planned' ? { status: 'no_answer' as const, reason: 'busy' } : waits;
      return setDay(sofar, day.id, { phase: 'over', ...(skippedAgain(day) ?? kept) }, env.now);
    }, thread);
}

/** Days that nobody can catch up any more leave the thread; the ledger keeps them. */
export function forgetDays(thread: Thread, env: TurnEnv): Thread {
  const oldest = dateAfter(localDate(env.school, env.now), -Math.max(env.school.days.catchUpDays, 1));
  const days = thread.days.filter((day) => day.phase !== 'over' || day.date >= oldest);
  return days.length === thread.days.length ? thread : { ...thread, days };
}
