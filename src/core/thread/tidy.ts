import { isFinal } from '../outbox/delivery.js';
import type { TurnEnv } from './env.js';
import { addJob } from './job.js';
import type { Thread } from './thread.js';

/** Removes what is final and, of talks that are over, hands the delivered ones to their own item. */
export function tidy(thread: Thread, env: TurnEnv): Thread {
  const outbox = thread.outbox.filter((entry) => !isFinal(entry, env.now));
  const busy = new Set(outbox.filter((entry) => entry.status !== 'dead').map((entry) => entry.talk));
  const asked = new Set(thread.jobs.flatMap(({ task }) => (task.type === 'archive_talk' ? [task.talk] : [])));
  const done = thread.ended.filter((talk) => !busy.has(talk.id) && !asked.has(talk.id));
  return done.reduce((sofar, talk) => addJob(sofar, { type: 'archive_talk', talk: talk.id }, env), {
    ...thread,
    outbox,
  });
}
