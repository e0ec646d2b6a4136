import type { Thread } from '../../core/thread/thread.js';
import { minute } from '../../core/time.js';
import type { Finding, Invariant } from '../sim.js';

const name = '1 commit before send';

/** So long a message may wait in an evening without faults; back-off is a quarter of an hour at most. */
const patience = 20 * minute;

/** What leaves stands in the store as an attempt that has begun; what was committed leaves. */
export const commitBeforeSend = (): Invariant => ({
  name,
  onSend: (_, { entry, recorded }) => {
    if (recorded === null) return [`${entry} is sent and stands in no outbox`];
    return recorded.status === 'attempting' || recorded.status === 'unknown'
      ? []
      : [`${entry} is sent while its outbox says ${recorded.status}`];
  },
  daily: async ({ watch, clock }) =>
    [...watch.threads.values()].flatMap(({ now }) => waiting(now, clock.now() - patience)),
});

function waiting(thread: Thread, before: number): Finding[] {
  const { person } = thread;
  const blocked = thread.outbox.some((one) => one.unasked === true && one.status === 'pending');
  if (blocked) return [];
  return thread.outbox.flatMap(({ id, status, dueAt, createdAt }) =>
    (status === 'pending' || status === 'attempting' || status === 'unknown') && (dueAt ?? createdAt) < before
      ? [{ person, what: `${id} is still ${status}` }]
      : [],
  );
}
