import { isFinal } from '../outbox/delivery.js';
import type { TurnEnv } from './env.js';
import { addJob } from './job.js';
import type { Talk, Thread } from './thread.js';

/** Removes what is final and, of talks that are over, hands the delivered ones to their own item. */
export function tidy(thread: Thread, env: TurnEnv): Thread {
  const outbox = thread.outbox.filter((entry) => !isFinal(entry, env.now));
  const busy = new Set(outbox.filter((entry) => entry.status !== 'dead').map((entry) => entry.talk));
  const asked = new Set(thread.jobs.flatMap(({ task }) => (task.type === 'archive_talk' ? [task.talk] : [])));
  const waits = filesInHand(thread);
  const done = thread.ended.filter((talk) => !busy.has(talk.id) && !asked.has(talk.id) && !waits(talk));
  return done.reduce((sofar, talk) => addJob(sofar, { type: 'archive_talk', talk: talk.id }, env), {
    ...thread,
    outbox,
  });
}

/** Talks with a file of which is not known yet what becomes of it, or what is said in it: it still changes a line. */
function filesInHand({ jobs }: Thread): (talk: Talk) => boolean {
  const files = new Set(
    jobs.flatMap(({ task }) => (task.type === 'keep_file' || task.type === 'hear_file' ? [task.file] : [])),
  );
  return ({ transcript }) =>
    files.size > 0 && transcript.some((line) => (line.files ?? []).some(({ id }) => files.has(id)));
}
