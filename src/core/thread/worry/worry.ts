import type { AlertDraft, AlertFile } from '../../alerts/types.js';
import { inOfficeHours } from '../../school/calendar.js';
import { day, type Instant } from '../../time.js';
import { helpLinesFor, promiseFor, type ReaderPromise } from '../../alerts/promise.js';
import { routeAlert, type AlertCategory } from '../../alerts/route.js';
import type { Assessment, ConcernCategory } from '../../signals/types.js';
import type { TurnEnv } from '../env.js';
import { addJob } from '../job.js';
import type { Inbound } from '../message.js';
import { inCare } from '../talk/talk.js';
import { languageOf, type Thread } from '../thread.js';
import { commandIn, isTakenBack, matchChoice } from '../turn/words.js';

/** A worry that was raised in this turn: the draft that is committed with it, and what the student is told. */
export type Raised = {
  draft: AlertDraft;
  values: { reader: string; also: string; next: string; when: string; helplines: string };
};

/** The longest piece of a message that goes with an alert; the transcript has the rest. */
const wordsLimit = 2000;

/**
 * What makes a message an alert, or null: a worry, words for the confidant, or what no program could judge. A tap
 * writes nothing: it answers its own question, and what is written after it still goes to the confidant.
 */
export function alertCategory(
  thread: Thread,
  { type }: Inbound['content'],
  assessment: Assessment,
): AlertCategory | null {
  if (thread.settings.confidential && type !== 'button') return 'someone_else';
  if (assessment.concern !== null) return assessment.concern;
  return assessment.unread ? 'unread' : null;
}

/** Raises an alert in the student's own turn, so that message, alert and promise are committed together. */
export function raise(
  thread: Thread,
  message: { id: string; text: string; files?: AlertFile[]; captioned?: true },
  category: AlertCategory,
  assessment: Assessment,
  env: TurnEnv,
  /** False for a worry that was found later: the student was told nothing. */
  told = true,
): { thread: Thread; raised: Raised } {
  const severity = category === 'someone_else' ? (assessment.severity ?? 'high') : assessment.severity;
  const { school, directory } = env;
  const route = routeAlert(school, directory, thread.profile, {
    category,
    severity: severity ?? 'medium',
    about: assessment.about,
    words: message.text,
    officeHours: inOfficeHours(school, env.now),
  });
  const promise = promiseFor(school, directory, route, severity ?? 'medium', env.now);
  const draft: AlertDraft = {
    id: `${thread.id}:${message.id}`,
    school: thread.school,
    student: thread.person,
    studentName: thread.profile.name,
    at: env.now,
    category,
    severity,
    confidence: assessment.confidence,
    about: assessment.about,
    reasons: assessment.reasons,
    ...(assessment.rules === undefined ? {} : { rules: assessment.rules }),
    words: message.text.slice(0, wordsLimit).toWellFormed(),
    ...(message.files === undefined ? {} : { files: message.files }),
    ...(message.captioned === undefined ? {} : { captioned: message.captioned }),
    day: thread.talk?.day?.date ?? null,
    talk: thread.talk?.id ?? null,
    route,
    promise: !told
      ? env.render(env.current, 'nl', { key: 'card.not_told', params: {} })
      : `${[promise.reader, promise.also].filter((one) => one !== '').join(', ')}, ${env.render(env.current, 'nl', promise.when)}`,
  };
  return {
    thread: addJob(
      { ...thread, lastAlert: { id: draft.id, at: env.now, confidential: route.confidential } },
      { type: 'raise_alert', draft },
      env,
    ),
    raised: { draft, values: valuesOf(thread, promise, assessment.concern, env) },
  };
}

function valuesOf(
  thread: Thread,
  promise: ReaderPromise,
  concern: ConcernCategory | null,
  env: TurnEnv,
): Raised['values'] {
  return {
    reader: promise.reader,
    also: promise.also,
    next: promise.next === '' ? promise.reader : promise.next,
    when: env.render(env.current, languageOf(thread), promise.when),
    helplines: helpLinesFor(env.school, thread.profile.ageBand, concern),
  };
}

/** For this long words that take something back are about the last worry. */
const aboutWorryFor = day;

/** Whether a message takes back the last worry: "grapje", "laat maar". The alert stands. */
export const takesBack = (thread: Thread, text: string, now: Instant): boolean =>
  thread.lastAlert !== null && now - thread.lastAlert.at < aboutWorryFor && isTakenBack(text);

/** Whether a message belongs to the last worry: typed while it is being answered, or taking it back. */
export function belongsToWorry(thread: Thread, { content }: Inbound, words: string, env: TurnEnv): boolean {
  if (thread.lastAlert === null || content.type !== 'text' || words.trim() === '') return false;
  const { talk } = thread;
  const answering = talk !== null && inCare(talk) && talk.alert === thread.lastAlert.id;
  const chosen = talk !== null && matchChoice(talk.offered, words) !== null;
  return (answering && !chosen && commandIn(words) === null) || takesBack(thread, words, env.now);
}

/** Puts a message beside the last worry, for its readers. */
export function addToWorry(
  thread: Thread,
  { providerId: id, at }: Inbound,
  words: string,
  env: TurnEnv,
): Thread {
  if (thread.lastAlert === null) return thread;
  const text = words.slice(0, wordsLimit).toWellFormed();
  return addJob(thread, { type: 'alert_words', alert: thread.lastAlert.id, id, at, text }, env);
}
