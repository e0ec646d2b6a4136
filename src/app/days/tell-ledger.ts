import type { Thread } from '../../core/thread/thread.js';
import type { Store } from '../../ports/store.js';
import { recordDay } from './ledger.js';

/**
 * Tells the ledger at once what stands in a thread's outbox for it: a command that looks right after need not wait for
 * the server. The jobs stay; doing one twice writes nothing.
 */
export async function tellLedger(store: Store, school: string, thread: Thread): Promise<void> {
  for (const { task } of thread.jobs)
    if (task.type === 'record_day') await recordDay(store, school, task.news);
}
