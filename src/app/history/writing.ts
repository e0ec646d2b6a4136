import { replyLimit } from '../../core/alerts/alert.js';
import { mayBeWrittenTo } from '../../core/thread/turn/staff-reply.js';
import { post } from '../conversation/posts.js';
import type { Handlers } from '../handlers.js';
import { lookAt } from './subject.js';

/** What came of words for a student: on their way, not allowed, nothing to send, or he wants no messages. */
export type Written = 'sent' | 'refused' | 'empty' | 'not_reachable';

/**
 * Writes to a student from a page; it leaves through his own chat.
 * @param token Of the form: the same form sent twice is one message.
 */
export async function writeTo(
  handlers: Handlers,
  viewer: string,
  student: string,
  { text, token }: { text: string; token: string },
): Promise<Written> {
  const looking = await lookAt(handlers.deps, viewer, student);
  if (looking === null || !looking.may('student: write to')) return 'refused';
  const words = text.trim().slice(0, replyLimit).toWellFormed();
  if (words === '') return 'empty';
  if (!mayBeWrittenTo(looking.thread)) return 'not_reachable';
  const body = { kind: 'reply', by: viewer, name: looking.nameOf(viewer), text: words, alert: null } as const;
  await post(handlers, {
    ...{ entry: `${looking.thread.id}:reply:${token}`, to: student, urgent: false, report: null },
    body: { ...body, confidential: false },
  });
  return 'sent';
}
