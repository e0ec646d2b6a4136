import { readState } from '../../script/state.js';
import { standIn } from '../../school/people.js';
import type { Effort } from '../../signals/types.js';
import type { TurnEnv } from '../env.js';
import { addJob } from '../job.js';
import type { Talk, Thread } from '../thread.js';

/** From this many answers in words on, a talk can be called short. */
const enoughToTell = 2;

/**
 * How much was in a finished talk: thin when at least half of its answers in words name nothing concrete, none when
 * none of them does. Skipped questions and answers that could not be judged count for nothing: skipping is allowed,
 * another language is no low effort. Null where too little was asked to tell.
 */
export function effortOf(talk: Talk): Effort | null {
  const read = readState(talk.state);
  if (read.kind !== 'ok') return null;
  const judged = read.state.answers.filter(
    (answer) => answer.effort !== undefined && answer.skipped !== true,
  );
  if (judged.length < enoughToTell) return null;
  const thin = judged.filter((answer) => answer.effort !== 'ok').length;
  if (thin * 2 < judged.length) return 'ok';
  return judged.every((answer) => answer.effort === 'none') ? 'none' : 'thin';
}

/** How many reflections a pattern looks back. */
const lookBack = 3;

/** Three short reflections running, or two of three with nothing in them. One short talk is nobody's business. */
const isPattern = (efforts: readonly Effort[]): boolean =>
  (efforts.length === lookBack && efforts.every((effort) => effort !== 'ok')) ||
  efforts.filter((effort) => effort === 'none').length >= 2;

/**
 * Remembers how much was in a reflection. A pattern becomes one quiet card, worded as an invitation: it is no alert,
 * asks for no report and feeds no judgement. After it the count begins anew.
 */
export function noteEffort(thread: Thread, talk: Talk, env: TurnEnv): Thread {
  const effort = talk.day === null ? null : effortOf(talk);
  if (effort === null) return thread;
  const efforts = [...thread.history.efforts, effort].slice(-lookBack);
  const kept = (list: Effort[]): Thread => ({ ...thread, history: { ...thread.history, efforts: list } });
  const begeleider = standIn(env.directory, thread.profile.begeleider);
  if (begeleider === null || !isPattern(efforts)) return kept(efforts);
  const text = { key: 'card.low_effort.body', params: { student: thread.profile.name } };
  const body = { kind: 'note', about: 'low_effort', text } as const;
  const post = { entry: `${talk.id}:thin`, to: begeleider, urgent: false, body, report: null };
  return addJob(kept([]), { type: 'post', post }, env);
}
