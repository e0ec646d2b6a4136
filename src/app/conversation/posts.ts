import { TerugblikError } from '../../core/errors.js';
import type { Post } from '../../core/outbox/job.js';
import { delivered } from '../../core/alerts/alert.js';
import type { TextRef } from '../../core/script/effect.js';
import { heldInQuietHours, maySendUnasked, sentUnasked, week } from '../../core/days/unasked.js';
import { interlude, tell } from '../../core/thread/turn/answering.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Card } from '../../core/thread/card.js';
import { addJob } from '../../core/thread/job.js';
import { hold } from '../../core/thread/turn/fragments.js';
import { inCare, turnTalk } from '../../core/thread/talk/talk.js';
import { enqueue } from '../../core/thread/delivery/reply.js';
import { hasSeen, markSeen, type Thread } from '../../core/thread/thread.js';
import { saidAbout } from '../../core/thread/worry/said-about.js';
import { mayBeWrittenTo, staffReply } from '../../core/thread/turn/staff-reply.js';
import type { Handlers } from '../handlers.js';
import { refs } from '../refs.js';
import { unlessGone } from './threads.js';

/**
 * Puts a message or card into the thread of the person it is for; posting twice is posting once. Somebody who is gone
 * gets nothing, and an alert that was for him goes on to the next reader.
 */
export async function post(handlers: Handlers, posted: Post): Promise<void> {
  const { body, to, entry, urgent, report } = posted;
  const card = await cardOf(handlers, posted);
  const found = { person: false, refused: false };
  const committed = await unlessGone(
    handlers.threads.change(to, (thread, env) => {
      found.person = true;
      if (hasSeen(thread, entry)) return null;
      const known = markSeen(thread, entry);
      if (body.kind === 'text') return told(known, { ...posted, body }, env);
      if (body.kind === 'reply') {
        found.refused = !mayBeWrittenTo(known);
        return found.refused ? known : staffReply(known, body, entry, env);
      }
      if (body.kind === 'script') return asked(known, body, env);
      if (card === null) return null;
      const key = body.kind === 'alert_card' ? body.alert : entry;
      const message = { kind: 'card' as const, card, key, replaces: null };
      return enqueue(known, message, { id: entry, talk: null, urgent, report }, env.now).thread;
    }),
  );
  if (!found.person && report !== null) await passedBy(handlers, report.alert, to);
  handlers.deliveries.follow(committed);
  if (body.kind === 'reply' && (found.refused || !found.person)) await notSent(handlers, posted, body);
}

async function passedBy({ deps, alerts }: Handlers, alert: string, person: string): Promise<void> {
  const now = deps.clock.now();
  await alerts.change(alert, (one) => delivered(one, person, 'unreachable', 'not in the roster', now));
  await alerts.work(alert);
}

/** Whoever wrote hears that it did not go: he will have to talk to the student himself. */
async function notSent(
  handlers: Handlers,
  { entry, to }: Post,
  { by, alert }: Extract<Post['body'], { kind: 'reply' }>,
): Promise<void> {
  const { store, school } = handlers.deps;
  const stored = alert === null ? null : await store.get<{ studentName?: string }>(refs.alert(alert));
  const listed = await store.get<{ name?: string }>(refs.person(school.id, to, ['student']));
  const student = stored?.body.studentName ?? listed?.body.name ?? to;
  const text = { key: 'card.reply_not_sent.body', params: { student } };
  const body = { kind: 'note', about: 'reply_not_sent', text } as const;
  await post(handlers, { entry: `${entry}:not_sent`, to: by, urgent: false, body, report: null });
}

/** Asks about an alert. Somebody who wants no messages is not asked; a question nobody asked for keeps decent hours. */
function asked(
  thread: Thread,
  { script, values, alert, confidential = false }: Extract<Post['body'], { kind: 'script' }>,
  env: TurnEnv,
): Thread {
  if (!mayBeWrittenTo(thread)) return thread;
  const settled = withoutCare(hold(thread, env), alert, env);
  const about = settled.talk === null ? settled : { ...settled, talk: { ...settled.talk, alert } };
  const said = interlude(about, script, env, { ...values, askMentor: asksMentor(thread, values['readers']) });
  const talk = said.talk === null ? null : { ...said.talk, alert };
  return heldInQuietHours(thread, saidAbout(thread, { ...said, talk }, { alert, confidential }));
}

/** Says a text. One that nobody asked for counts for the week, and waits where the week is full. */
function told(
  thread: Thread,
  posted: Post & { body: Extract<Post['body'], { kind: 'text' }> },
  env: TurnEnv,
): Thread {
  const { text, unasked, about } = posted.body;
  const said = (): Thread => {
    const next = tell(thread, text, env, posted.urgent);
    return about === undefined ? next : saidAbout(thread, next, about);
  };
  if (unasked !== true) return said();
  if (!mayBeWrittenTo(thread)) return thread;
  const may = maySendUnasked(thread, env);
  if (may.ok || may.why === 'quiet') return sentUnasked(thread, said(), env.now);
  const until = may.until ?? env.now + week;
  const again: Post = { ...posted, entry: `${posted.entry}:${until}` };
  return addJob(thread, { type: 'post', post: again }, env, until - env.now);
}

/** How to be reached is no question any more once somebody dealt with it. */
const withoutCare = (thread: Thread, alert: string, env: TurnEnv): Thread =>
  thread.talk !== null && thread.talk.alert === alert && inCare(thread.talk)
    ? turnTalk(thread, { type: 'withdraw' }, env)
    : thread;

/** Whether the student is asked if his mentor may read it too. */
function asksMentor({ profile }: Thread, readers = '*'): 'ja' | 'nee' {
  const has = readers.split(' ');
  return profile.mentor === null || has.includes('*') || has.includes(profile.mentor) ? 'nee' : 'ja';
}

/** The card of a post in the language of its reader; null for plain words. */
async function cardOf({ deps, alerts }: Handlers, { body, to }: Post): Promise<Card | null> {
  if (body.kind === 'alert_card') {
    const card = await alerts.cardFor(body.alert, to);
    if (card === null) throw new TerugblikError('alert_gone', `there is no alert ${body.alert} to show`);
    return card;
  }
  if (body.kind !== 'note') return null;
  const language = (await deps.directory.read()).get(to)?.language ?? 'nl';
  const render = (text: TextRef): string => deps.texts.render(deps.contents.current, language, text);
  const note = (name: string): string => render({ key: `card.${body.about}.${name}`, params: {} });
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
