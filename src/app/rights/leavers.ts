import { withdrawShares } from '../history/kept-shares.js';
import type { Task } from '../../core/outbox/job.js';
import type { Thread } from '../../core/thread/thread.js';
import { hour, second, type Instant } from '../../core/time.js';
import { setTerm } from '../conversation/archive.js';
import type { Handlers } from '../handlers.js';
import { bucketOf } from '../refs.js';
import { termAfter } from '../conversation/thread-items.js';

/**
 * When the erasure begins: an hour before the term at the latest, because what it must know of a person is still there
 * then. A class leaves on one day: by their buckets they are spread over the six hours before.
 */
const beginsAt = (until: Instant, thread: string): Instant => until - hour - bucketOf(thread) * 90 * second;

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
  await withdrawShares(deps, thread.person);
  await erasures.begin(thread.person, 'all', beginsAt(until, thread.id), { addresses });
}
