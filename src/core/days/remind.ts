import { hour } from '../time.js';
import type { TurnEnv } from '../thread/env.js';
import { postPart } from '../thread/delivery/reply.js';
import type { StudentDay } from '../thread/student-day.js';
import { languageOf, type Thread } from '../thread/thread.js';
import { namesAround } from '../thread/names.js';
import { dayText } from '../alerts/promise.js';
import { setDay } from './record.js';
import { maySendUnasked, sentUnasked } from './unasked.js';

/** The template that brings an open reflection up once more. */
export const reminderTemplate = 'herinnering';

/** The buttons of a reminder, as fixed words: they say what to do with the day that stands open. */
export const dayButtons = {
  verder: 'dag_verder',
  ziek: 'dag_ziek',
  afwezig: 'dag_afwezig',
} as const;

/** Somebody who wrote within this time is in the middle of it. */
const busyFor = hour;

/** Reminds once, kindly, of a reflection that stands open; one the student asked for himself ("later") always comes. */
export function remind(thread: Thread, env: TurnEnv): Thread {
  const day = thread.days.find((one) => one.phase === 'open' && (one.remindAt ?? Infinity) <= env.now);
  if (day === undefined || thread.talk?.day?.id !== day.id) return thread;
  const at = (remindAt: number | null): Thread => setDay(thread, day.id, { remindAt }, env.now);
  const last = Math.max(...thread.addresses.map((one) => one.lastInboundAt ?? 0));
  if (!day.remindAsked && env.now - last < busyFor) return at(env.now + busyFor);
  const may = maySendUnasked(thread, env);
  const allowed = may.ok || (may.why === 'limit' && day.remindAsked);
  // A reminder that would come with the next practice day, or beyond the limit, does not come.
  if (!allowed) return at(may.why === 'quiet' && (may.until ?? Infinity) < day.closesAt ? may.until : null);
  const reminded = bringUp(thread, day, env);
  const counted = day.remindAsked ? reminded : sentUnasked(thread, reminded, env.now);
  return setDay(counted, day.id, { remindAt: null, remindAsked: false }, env.now);
}

/** Says once more that a reflection stands open, with buttons for what may be the reason. */
export function bringUp(thread: Thread, day: StudentDay, env: TurnEnv): Thread {
  if (thread.talk === null) return thread;
  const language = languageOf(thread);
  const render = (key: string, params = {}): string => env.render(env.current, language, { key, params });
  const { name } = namesAround(thread, env);
  const about = env.render(env.current, language, dayText(env.school, day.date));
  const text = render('dag.herinnering', { name, day: about });
  const choices = [
    { id: dayButtons.verder, label: render('common.verder') },
    { id: dayButtons.ziek, label: render('dag.knop.ziek') },
    { id: dayButtons.afwezig, label: render('dag.knop.afwezig') },
  ];
  const template = { name: reminderTemplate, language, variables: [name, about], text };
  const written = postPart({ thread, talk: thread.talk }, { text, choices, template }, env, {
    urgent: false,
    // The question that stands open keeps its own choices.
    offers: false,
  });
  return { ...written.thread, talk: written.talk };
}
