import { TerugblikError } from '../../core/errors.js';
import type { Task } from '../../core/outbox/job.js';
import { fileNews, filesOn } from '../../core/alerts/file.js';
import type { Thread } from '../../core/thread/thread.js';
import type { Handlers } from '../handlers.js';

type Told = Extract<Task, { type: 'alert_file' }>;

/**
 * Tells an alert what became of a file on it. Throws while the alert, or the message on it, is not there yet: its own
 * job is still under way.
 */
export async function tellAlert(
  { deps, alerts }: Handlers,
  thread: Thread | null,
  { alert, file, news }: Told,
): Promise<void> {
  const found = { file: false };
  await alerts.change(alert, (before) => {
    found.file = filesOn(before).some(({ id }) => id === file);
    return fileNews(before, file, news, deps.clock.now());
  });
  if (!found.file && isUnderWay(thread, alert, file))
    throw new TerugblikError('alert_gone', `the alert ${alert} does not show its file yet`);
  if (found.file) await alerts.work(alert);
}

const isUnderWay = (thread: Thread | null, alert: string, file: string): boolean =>
  thread?.jobs.some(
    ({ task }) =>
      (task.type === 'raise_alert' && task.draft.id === alert) ||
      (task.type === 'alert_words' &&
        task.alert === alert &&
        task.files?.some(({ id }) => id === file) === true),
  ) === true;
