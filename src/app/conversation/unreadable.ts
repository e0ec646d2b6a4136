import { TerugblikError } from '../../core/errors.js';
import type { Inbound } from '../../core/thread/message.js';
import { receive } from '../../core/thread/turn/receive.js';
import type { Alerts } from '../alerts/alerts.js';
import type { Deps } from '../deps.js';
import { judge } from './judge.js';
import type { Threads } from './threads.js';

/** Whether somebody's thread, or the content that his talk began with, cannot be read: sending again does not mend it. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof TerugblikError &&
  ['thread_unreadable', 'item_damaged', 'content_gone'].includes(error.code);

/**
 * A worry never waits for a thread to be mended (invariant 8): it is judged and raised from what the roster knows of
 * the person. The same message again is the same alert. Nothing else of the message can be kept.
 */
export async function raiseBeside(
  { deps, threads, alerts }: { deps: Deps; threads: Threads; alerts: Alerts },
  person: string,
  inbound: Inbound,
): Promise<void> {
  const { thread, env } = await threads.anew(person);
  const result = receive(thread, inbound, judge(deps, thread, inbound), env);
  if (result.kind === 'duplicate') return;
  for (const { task } of result.thread.jobs) if (task.type === 'raise_alert') await alerts.raise(task.draft);
}
