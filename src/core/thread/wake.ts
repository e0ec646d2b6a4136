import { closeDays, forgetDays, hasAnswered } from '../days/close.js';
import { comeDue, openDueDay } from '../days/open.js';
import { planDays } from '../days/plan.js';
import { remind } from '../days/remind.js';
import { armDayCard, dayCardDue } from '../staff/day-clock.js';
import type { TurnEnv } from './env.js';
import { flushDue } from './turn/fragments.js';
import { expireAttempts } from './delivery/outcomes.js';
import { endTalk, turnTalk } from './talk/talk.js';
import { tidy } from './tidy.js';
import type { Thread } from './thread.js';

/**
 * What time alone changes: attempts that were lost, questions that timed out, talks and days that are over, days that
 * open, reminders, answers of several pieces; for a begeleider the card of his day.
 */
export function wake(before: Thread, env: TurnEnv): Thread {
  let thread = expire(timeOut(flushDue(expireAttempts(before, env), env), env), env);
  thread = planDays(comeDue(closeDays(thread, env), env), env);
  thread = openDueDay(remind(thread, env), env, false);
  return tidy(forgetDays(dayCardDue(armDayCard(thread, env), env), env), env);
}

function timeOut(thread: Thread, env: TurnEnv): Thread {
  const due = thread.talk?.timeoutAt ?? null;
  if (thread.talk === null || due === null || due > env.now) return thread;
  return turnTalk({ ...thread, talk: { ...thread.talk, timeoutAt: null } }, { type: 'timeout' }, env);
}

function expire(thread: Thread, env: TurnEnv): Thread {
  const { talk } = thread;
  if (talk === null) return thread;
  const closesAt = thread.days.find((day) => day.id === talk.day?.id)?.closesAt ?? Infinity;
  if (Math.min(talk.expiresAt ?? Infinity, closesAt) > env.now) return thread;
  return endTalk(thread, hasAnswered(talk) ? 'partial' : 'no_answer', env);
}
