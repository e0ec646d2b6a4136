import type { Task } from '../../core/outbox/job.js';
import type { Thread } from '../../core/thread/thread.js';
import type { Handlers } from '../handlers.js';
import { forgetFiles } from './forget.js';
import { tellAlert } from './alert-news.js';
import { hearFile } from './hear.js';
import { dropFile, fetchAndKeep } from './keep.js';

type FileTask = Extract<
  Task,
  { type: 'keep_file' | 'drop_file' | 'forget_files' | 'hear_file' | 'alert_file' }
>;

/** Does one job about a file that somebody sent. */
export async function runFileJob(handlers: Handlers, thread: Thread | null, task: FileTask): Promise<void> {
  switch (task.type) {
    case 'keep_file':
      return handlers.once(task.file, () => fetchAndKeep(handlers, thread, task));
    case 'drop_file':
      return dropFile(handlers, task);
    case 'forget_files':
      return forgetFiles(handlers.deps, thread, task);
    case 'hear_file':
      return handlers.once(`heard:${task.file}`, () => hearFile(handlers, thread, task));
    case 'alert_file':
      return tellAlert(handlers, thread, task);
  }
}
