import type { Task } from '../outbox/job.js';
import type { TurnEnv } from './env.js';
import { nextId, type Thread } from './thread.js';

/** Puts work for another aggregate into the outbox; `delay` milliseconds later at the earliest. */
export function addJob(thread: Thread, task: Task, env: Pick<TurnEnv, 'now'>, delay = 0): Thread {
  const [id, counted] = nextId(thread);
  return { ...counted, jobs: [...counted.jobs, { id, task, attempts: 0, dueAt: env.now + delay }] };
}
