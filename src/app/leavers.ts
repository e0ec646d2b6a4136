import type { Task } from '../core/outbox/job.js';
import type { Thread } from '../core/thread/thread.js';
import { hour } from '../core/time.js';
import { setTerm } from './archive.js';
import type { Handlers } from './handlers.js';
import { termAfter } from './thread-items.js';

/** So long before the term the erasure begins: what it must know of a person is still there then. */
const beforeTerm = hour;

/**
 * What is kept of somebody who left gets its term, and his erasure is put down for it: the store forgets by itself, but
 * providers, staff's chats and the ledger do not. Both are taken back when he comes back. What counts is the thread as
 * it is now: leaving and coming back may be carried out side by side.
 */
export async function carryOutTerm(
  { deps, erasures }: Handlers,
  thread: Thread,
  { addresses = [] }: Extract<Task, { type: 'set_term' }>,
): Promise<void> {
  const until = thread.leftAt === null ? null : termAfter(deps.school, thread.leftAt);
  await setTerm(deps.store, thread.id, until);
  if (until === null) return erasures.cancel(thread.person);
  await erasures.begin(thread.person, 'all', until - beforeTerm, { addresses });
}
