import { day } from '../../time.js';
import type { TurnEnv } from '../env.js';
import { addJob } from '../job.js';
import type { Talk, Thread } from '../thread.js';

/** For this long the next reflection begins with what somebody wrote. */
export const opensFor = 30 * day;

/** What the student writes back goes to whoever wrote: beside the worry that it is about, and as a quiet card. */
export function answeredBack(thread: Thread, talk: Talk, text: string, env: TurnEnv): Thread {
  const { reply } = talk;
  if (reply === undefined) return thread;
  const entry = `${reply.entry}:back`;
  const params = { student: thread.profile.name };
  const key = reply.alert === null ? 'card.answered_back.body' : 'card.answered_back.about_alert';
  const body = { kind: 'note', about: 'answered_back', text: { key, params } } as const;
  const post = { entry, to: reply.by, urgent: false, body, report: null };
  const told = addJob(thread, { type: 'post', post }, env);
  if (reply.alert === null) return told;
  return addJob(
    told,
    { type: 'alert_words', alert: reply.alert, id: entry, at: env.now, text: text.toWellFormed() },
    env,
  );
}
