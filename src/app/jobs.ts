import { TerugblikError } from '../core/errors.js';
import type { Job, Post } from '../core/outbox/job.js';
import { answered, delivered } from '../core/school/alert.js';
import type { TextRef } from '../core/script/effect.js';
import type { Card } from '../core/thread/message.js';
import { enqueue } from '../core/thread/reply.js';
import { tell } from '../core/thread/settle.js';
import { hasSeen, markSeen, type Thread } from '../core/thread/thread.js';
import type { Alerts } from './alerts.js';
import { recordDay } from './days.js';
import type { Deps } from './deps.js';
import type { Deliveries } from './deliveries.js';
import { refs } from './refs.js';
import type { Threads } from './threads.js';

export type Handlers = { deps: Deps; threads: Threads; alerts: Alerts; deliveries: Deliveries };

/** Transcripts never stay longer than two years (domain.md); the school's own term is shorter. */
const longestRetention = 730 * 24 * 3_600_000;

/** Does one job. Every handler may run twice: its effect is bound to an id that the task carries. */
export async function runJob(handlers: Handlers, job: Job, thread: Thread | null): Promise<void> {
  const { task } = job;
  const { deps, alerts } = handlers;
  switch (task.type) {
    case 'raise_alert':
      return alerts.raise(task.draft);
    case 'alert_answer':
      await alerts.change(task.alert, (alert) => answered(alert, task.name, task.value, deps.clock.now()));
      return alerts.work(task.alert);
    case 'alert_delivery':
      await alerts.change(task.alert, (alert) =>
        delivered(alert, task.person, task.outcome, task.reason, deps.clock.now()),
      );
      return alerts.work(task.alert);
    case 'archive_talk':
      return archive(deps, thread, task.talk);
    case 'record_day':
      return recordDay(deps, {
        id: task.day,
        student: thread?.person ?? '',
        status: task.status,
        at: task.at,
      });
    case 'post':
      return post(handlers, task.post);
  }
}

/** A finished talk becomes an item of its own with a term; the thread then lets go of it. */
async function archive(deps: Deps, thread: Thread | null, id: string): Promise<void> {
  const talk = thread?.ended.find((one) => one.id === id);
  if (!thread || !talk) return;
  const ended = talk.endedAt ?? deps.clock.now();
  await deps.store.put(
    {
      ...refs.talk(thread.id, talk.id),
      body: { v: 1, person: thread.person, talk },
      sort: String(ended).padStart(15, '0'),
      expiresAt: ended + longestRetention,
    },
    { absent: true },
  );
}

/** Puts a message or card into the thread of the person it is for; posting twice is posting once. */
async function post(handlers: Handlers, posted: Post): Promise<void> {
  const { body, to, entry, urgent, report } = posted;
  const card = await cardOf(handlers, posted);
  const committed = await handlers.threads.change(to, (thread, env) => {
    if (hasSeen(thread, entry)) return null;
    const known = markSeen(thread, entry);
    if (body.kind === 'text') return tell(known, body.text, env, urgent);
    if (card === null) return null;
    const key = body.kind === 'alert_card' ? body.alert : entry;
    const message = { kind: 'card' as const, card, key, replaces: null };
    return enqueue(known, message, { id: entry, talk: null, urgent, report }, env.now).thread;
  });
  handlers.deliveries.follow(committed);
}

/** The card of a post in the language of its reader; null for plain words. */
async function cardOf({ deps, alerts }: Handlers, { body, to }: Post): Promise<Card | null> {
  const language = (await deps.directory.read()).get(to)?.language ?? 'nl';
  if (body.kind === 'alert_card') {
    const card = await alerts.cardFor(body.alert, language);
    if (card === null) throw new TerugblikError('alert_gone', `there is no alert ${body.alert} to show`);
    return card;
  }
  if (body.kind === 'text') return null;
  const render = (text: TextRef): string => deps.texts.render(deps.contents.current, language, text);
  const note = (name: string): string => render({ key: `card.low_effort.${name}`, params: {} });
  return {
    summary: note('summary'),
    title: note('title'),
    tone: 'default',
    facts: [],
    words: null,
    notes: [render(body.text)],
    actions: [],
  };
}
