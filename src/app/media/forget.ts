import type { Task } from '../../core/outbox/job.js';
import { filesOn } from '../../core/alerts/file.js';
import type { Thread } from '../../core/thread/thread.js';
import { day } from '../../core/time.js';
import type { Deps } from '../deps.js';
import { alertsAbout } from '../history/history.js';
import { filesOf, removeFile, shortenFile } from './files.js';

type Asked = Extract<Task, { type: 'forget_files' }>;

/** So long somebody has who must still listen or look. */
const toLook = 30 * day;

/**
 * Removes what came with a message that the student took away. What belongs to a worry stays with it, as its words do;
 * what somebody must still look at stays for a month at most.
 */
export async function forgetFiles(
  deps: Pick<Deps, 'store' | 'clock'>,
  thread: Thread | null,
  { message }: Asked,
): Promise<void> {
  if (thread === null) return;
  const begins = `${thread.id}:file:${message}:`;
  const files = (await filesOf(deps.store, thread.id)).filter(({ id }) => id.startsWith(begins));
  if (files.length === 0) return;
  const alerts = await alertsAbout(deps, thread.id);
  for (const { id } of files) {
    const on = alerts.filter((alert) => filesOn(alert).some((file) => file.id === id));
    if (on.some(({ category }) => category !== 'unread')) continue;
    const waits = on.some(({ status }) => status !== 'handled');
    if (waits) await shortenFile(deps.store, thread.id, id, deps.clock.now() + toLook);
    else await removeFile(deps.store, thread.id, id);
  }
}
