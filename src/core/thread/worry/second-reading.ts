import { nothingSeen } from '../../signals/types.js';
import type { Assessment, ConcernAbout, ConcernCategory, Severity } from '../../signals/types.js';
import type { TurnEnv } from '../env.js';
import { addJob } from '../job.js';
import { second } from '../../time.js';
import { marksFor } from './said-about.js';
import { hasSeen, markSeen, type Talk, type Thread } from '../thread.js';
import { commandIn, matchChoice } from '../turn/words.js';
import { raise, type Raised } from './worry.js';

/** The alert of the first reader is there by then, so that its severity can be raised. */
const after = 5 * second;

/** Asks for a second reading of a message, where the school has a second reader and there is something left to add. */
export function askSecondReader(
  thread: Thread,
  message: { id: string; at: number; text: string; question: string; of?: string },
  assessment: Assessment,
  raised: Raised | null,
  env: TurnEnv,
): Thread {
  if (env.school.secondReader === undefined || message.text.trim() === '') return thread;
  // Our own words, typed or tapped, hold nothing to read.
  const offered = thread.talk?.offered ?? [];
  if (commandIn(message.text) !== null || matchChoice(offered, message.text) !== null) return thread;
  // Nothing is graver.
  if (raised?.draft.severity === 'acute') return thread;
  const { concern, about, severity } = assessment;
  const { id, at, question, text: answer, of } = message;
  const alert = raised?.draft.id ?? null;
  const first = { concern, severity, about };
  const changed = of === undefined ? {} : { of };
  const task = { type: 'second_reading' as const, id, at, question, answer, first, alert, ...changed };
  return addJob(thread, task, env, after);
}

/** Raises the worry that only a second reader saw. The student reads nothing of it: a person talks to him. */
export function raiseLater(
  thread: Thread,
  message: { id: string; text: string; of?: string },
  seen: { concern: ConcernCategory; severity: Severity; about: ConcernAbout | null; confidence: number },
  version: string,
  env: TurnEnv,
): Thread | null {
  const key = `second:${message.id}`;
  if (hasSeen(thread, key)) return null;
  const { concern, severity, about, confidence } = seen;
  const reasons = [env.render(env.current, 'nl', { key: 'card.second_reader', params: {} })];
  const rules = [`second-reader:${version}`];
  const assessment = { ...nothingSeen, concern, severity, about, confidence, reasons, rules };
  const later = { id: `${message.id}:second`, text: message.text };
  const { thread: told, raised } = raise(markSeen(thread, key), later, concern, assessment, env, false);
  return message.of === undefined ? told : marked(told, message.of, raised);
}

/** The line of a message that was changed is not known by the id of its change: it says itself whose it is. */
function marked(thread: Thread, of: string, { draft }: Raised): Thread {
  const about = marksFor({ alert: draft.id, confidential: draft.route.confidential });
  const mark = (talk: Talk): Talk => ({
    ...talk,
    transcript: talk.transcript.map((line) => (line.id === of ? { ...line, ...about } : line)),
  });
  const { talk, ended } = thread;
  return { ...thread, talk: talk === null ? null : mark(talk), ended: ended.map(mark) };
}
