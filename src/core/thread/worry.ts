import type { AlertDraft } from '../school/alert-types.js';
import { inOfficeHours } from '../school/calendar.js';
import { helpLinesFor, promiseFor, type ReaderPromise } from '../school/promise.js';
import { routeAlert, type AlertCategory } from '../school/route.js';
import type { Assessment, ConcernCategory } from '../signals/types.js';
import type { TurnEnv } from './env.js';
import { addJob } from './job.js';
import { languageOf, type Thread } from './thread.js';

/** A worry that was raised in this turn: the draft that is committed with it, and what the student is told. */
export type Raised = {
  draft: AlertDraft;
  values: { reader: string; also: string; next: string; when: string; helplines: string };
};

/** The longest piece of a message that goes with an alert; the transcript has the rest. */
const wordsLimit = 2000;

/** What makes a message an alert, or null: a worry, words for the confidant, or what no program could judge. */
export function alertCategory(thread: Thread, assessment: Assessment): AlertCategory | null {
  if (thread.settings.confidential) return 'someone_else';
  if (assessment.concern !== null) return assessment.concern;
  return assessment.unread ? 'unread' : null;
}

/** Raises an alert in the student's own turn, so that message, alert and promise are committed together. */
export function raise(
  thread: Thread,
  message: { id: string; text: string },
  category: AlertCategory,
  assessment: Assessment,
  env: TurnEnv,
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
    words: message.text.slice(0, wordsLimit).toWellFormed(),
    day: thread.talk?.day?.date ?? null,
    talk: thread.talk?.id ?? null,
    route,
    promise: `${[promise.reader, promise.also].filter((one) => one !== '').join(', ')}, ${env.render(env.current, 'nl', promise.when)}`,
  };
  return {
    thread: addJob(thread, { type: 'raise_alert', draft }, env),
    raised: { draft, values: told(thread, promise, assessment.concern, env) },
  };
}

function told(
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
