import type { Effect } from '../../script/effect.js';
import { readState } from '../../script/state.js';
import type { TurnEnv } from '../env.js';
import { rememberDay } from '../../days/said.js';
import { sharedIn } from '../changes/changed-words.js';
import { addJob } from '../job.js';
import { answeredBack } from './answer-back.js';
import type { Talk, Thread } from '../thread.js';

/** Names that mean something to the thread; all others are the script's own. */
export function remember(
  thread: Thread,
  talk: Talk,
  saved: Extract<Effect, { type: 'saved' }>,
  env: TurnEnv,
): Thread {
  const { settings, history } = thread;
  switch (saved.name) {
    case 'language':
      return { ...thread, settings: { ...settings, language: String(saved.value) } };
    case 'introduced':
      return saved.value === true ? { ...thread, settings: { ...settings, introducedAt: env.now } } : thread;
    case 'intention': {
      // "Niks" is no plan to come back to.
      const lastIntention = saved.empty === true ? '' : String(saved.value).slice(0, 300).toWellFormed();
      return { ...thread, history: { ...history, lastIntention } };
    }
    case 'mood':
      return { ...thread, history: { ...history, lastMood: { mood: String(saved.value), at: env.now } } };
    case 'streak':
      return { ...thread, history: { ...history, streak: Number(saved.value) } };
    case 'declined':
      // "Liever niet chatten" at the explanation: nothing more is sent unasked.
      return saved.value === true ? { ...thread, settings: { ...settings, stoppedAt: env.now } } : thread;
    case 'proud':
      return sharedAnew(thread, talk, String(saved.value), env);
    case 'share':
      return saved.value === 'ja' ? letOthersRead(thread, talk, env) : thread;
    case 'erase':
      return addJob(thread, { type: 'erase_answers', at: env.now }, env);
    case 'day_is':
    case 'move_to':
    case 'planned_next':
    case 'catch_up':
    case 'remind_at':
      return rememberDay(thread, talk, { name: saved.name, value: String(saved.value) }, env);
    case 'answer_back':
      return answeredBack(thread, talk, String(saved.value), env);
    case 'reach':
    case 'talk':
    case 'picked_up':
    case 'mentor_may':
      return talk.alert === null
        ? thread
        : addJob(
            thread,
            { type: 'alert_answer', alert: talk.alert, name: saved.name, value: String(saved.value) },
            env,
          );
    default:
      return thread;
  }
}

/** Words that were changed after they were shared are shared anew, or no more. */
function sharedAnew(thread: Thread, talk: Talk, text: string, env: TurnEnv): Thread {
  const shared = sharedIn(talk.state);
  return shared === null
    ? thread
    : addJob(thread, { type: 'share_moment', ...shared, text, at: env.now }, env);
}

/** What went well in this talk, for others who do the same assignment. */
function letOthersRead(thread: Thread, talk: Talk, env: TurnEnv): Thread {
  const read = readState(talk.state);
  if (read.kind !== 'ok') return thread;
  const { proud, assignment } = read.state.values;
  const number = Number(assignment);
  if (typeof proud !== 'string' || !Number.isInteger(number)) return thread;
  return addJob(thread, { type: 'share_moment', number, text: proud, at: env.now }, env);
}
