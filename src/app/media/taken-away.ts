import { readAlert } from '../../core/school/alert.js';
import { filesOn } from '../../core/school/alert-file.js';
import type { Store } from '../../ports/store.js';
import { everyItem } from '../items.js';
import { removeFile } from './files.js';

/** What was sent with a worry that is open stays with it: without it nobody could know what it is about. */
export async function filesOfOpenWorries(store: Store, thread: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { body } of everyItem(store, { partition: thread, kind: 'alert' })) {
    const alert = readAlert(body);
    if (alert !== null && alert.status !== 'handled') files.push(...filesOn(alert).map(({ id }) => id));
  }
  return files;
}

/** The student took a message away: its files go, but for those that an open worry shows. */
export async function removeTakenAway(
  { store }: { store: Store },
  thread: string,
  files: readonly string[],
): Promise<void> {
  const needed = await filesOfOpenWorries(store, thread);
  for (const file of files.filter((one) => !needed.includes(one))) await removeFile(store, thread, file);
}
