import type { Task } from '../outbox/job.js';
import { withoutCounts } from '../days/standing.js';
import { closeTalk } from '../thread/talk/talk.js';
import type { Talk, Thread } from '../thread/thread.js';
import type { Instant } from '../time.js';

/**
 * The thread without what its student answered up to a moment, and without what the conversation remembered of it. He
 * stays joined and known. What was seen stays known too, by the provider's id: the same message does not come back.
 * Messages that answer a worry still go out.
 */
export function forgetAnswers(before: Thread, at: Instant, now: Instant): Thread {
  const { talk } = before;
  const thread = talk !== null && talk.openedAt <= at ? closeTalk(before, 'stopped', { now }) : before;
  const ended = thread.ended.filter((one) => one.id !== talk?.id && !isBefore(one, at));
  const gone = new Set(thread.ended.filter((one) => !ended.includes(one)).map((one) => one.id));
  return {
    ...thread,
    ended,
    outbox: thread.outbox.filter((entry) => entry.createdAt >= at || entry.urgent),
    jobs: thread.jobs.filter(({ task }) => !holdsAnswers(task, gone, at)),
    ...(thread.standing === undefined ? {} : { standing: withoutCounts(thread.standing) }),
    history: { ...thread.history, streak: 0, lastIntention: '', used: [], efforts: [] },
  };
}

/** Work that holds words of the student, or fetches what he sent. */
const holding: readonly Task['type'][] = ['second_reading', 'reword', 'keep_file', 'hear_file'];

function holdsAnswers(task: Task, gone: ReadonlySet<string>, at: Instant): boolean {
  if (task.type === 'archive_talk') return gone.has(task.talk);
  return holding.includes(task.type) && 'at' in task && task.at <= at;
}

const isBefore = ({ endedAt, openedAt }: Talk, at: Instant): boolean => (endedAt ?? openedAt) <= at;
