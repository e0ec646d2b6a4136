import type { TurnEnv } from '../env.js';
import { addJob } from '../job.js';
import type { Inbound } from '../message.js';
import { onAlert } from '../files/sent-files.js';
import type { Thread } from '../thread.js';

/** Messages that stand on one alert; the next one begins another. */
const onOneAlert = 15;

/**
 * A message that no program could judge, after another one in the same talk: somebody who answers in his own language is
 * one alert for whoever looks, not one for each answer. Null where it is the first, and an alert is raised.
 */
export function besideUnread(thread: Thread, inbound: Inbound, words: string, env: TurnEnv): Thread | null {
  const known = thread.talk?.unread;
  if (thread.talk === null || known === undefined || known.count >= onOneAlert) return null;
  const { providerId: id, at } = inbound;
  const counted = { ...thread, talk: { ...thread.talk, unread: { ...known, count: known.count + 1 } } };
  const added = { id, at, text: words.toWellFormed(), ...onAlert(thread, inbound) };
  return addJob(counted, { type: 'alert_words', alert: known.alert, ...added }, env);
}

/** Remembers with its talk the alert of the first message that no program could judge. */
export const noteUnread = (thread: Thread, alert: string): Thread =>
  thread.talk === null ? thread : { ...thread, talk: { ...thread.talk, unread: { alert, count: 1 } } };
