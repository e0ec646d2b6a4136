import { localDate } from '../school/calendar.js';
import { addJob } from '../thread/job.js';
import { closeTalk } from '../thread/talk/talk.js';
import type { Thread } from '../thread/thread.js';
import { isAnswered } from './close.js';
import { planDays, type PlanEnv } from './plan.js';
import { setDay } from './record.js';

/**
 * The student left the school: what is open ends without a word, no day opens any more, and what is kept of him gets
 * its term. Closed, not deleted: he may come back.
 */
export function leave(thread: Thread, until: number, env: PlanEnv): Thread {
  const { now } = env;
  const today = localDate(env.school, now);
  const closed = thread.days
    .filter((day) => day.phase !== 'over' || day.date > today)
    .reduce((sofar, day) => {
      // A day that is still to come, also one that was moved away, is none of his any more: he is not in the roster then.
      // One that was before stays his, also when its opening was put off.
      const toCome = day.date > today || (day.date === today && day.phase === 'planned');
      const status = toCome ? 'cancelled' : isAnswered(day, thread.talk) ? 'partial' : 'withdrawn';
      const patch = { phase: 'over', status, reason: 'left', opensAt: null, remindAt: null } as const;
      return setDay(sofar, day.id, patch, now);
    }, thread);
  const ended = closed.talk === null ? closed : closeTalk(closed, 'partial', env);
  // Questions that still wait are not sent to somebody who is gone; what answers a worry is.
  const outbox = ended.outbox.filter((entry) => entry.urgent || entry.status !== 'pending');
  // The ways to him are let go here, and must be known when the providers are asked to forget him.
  const addresses = ended.addresses.map(({ channel, address, ref }) => ({ channel, address, ref }));
  const task = { type: 'set_term', until, addresses } as const;
  return addJob({ ...ended, outbox, addresses: [], leftAt: now }, task, env);
}

/** The student is in the roster again. */
export function comeBack(thread: Thread, env: PlanEnv): Thread {
  if (thread.leftAt === null) return thread;
  const back = addJob({ ...thread, leftAt: null, plannedTo: null }, { type: 'set_term', until: null }, env);
  return planDays(back, env);
}
