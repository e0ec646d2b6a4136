import { readState } from '../script/state.js';
import type { TextRef } from '../script/effect.js';
import { noonOf } from '../school/calendar.js';
import { standIn } from '../school/people.js';
import { dateText } from '../school/promise.js';
import type { TurnEnv } from './env.js';
import { addJob } from './job.js';
import type { Talk, Thread } from './thread.js';

/** From this many answers in words on, a talk can be called short. */
const enoughToTell = 2;

/**
 * Whether a finished talk stayed thin: at least half of its answers in words name nothing concrete. Skipped
 * questions and answers that could not be judged count for nothing: skipping is allowed, another language is no
 * low effort.
 */
export function stayedThin(talk: Talk): boolean {
  const read = readState(talk.state);
  if (read.kind !== 'ok') return false;
  const judged = read.state.answers.filter(
    (answer) => answer.effort !== undefined && answer.skipped !== true,
  );
  const thin = judged.filter((answer) => answer.effort !== 'ok');
  return judged.length >= enoughToTell && thin.length * 2 >= judged.length;
}

/** A quiet note to the begeleider: talk it over. It is no alert, asks for nothing and feeds no judgement. */
export function noteThin(thread: Thread, talk: Talk, env: TurnEnv): Thread {
  const begeleider = standIn(env.directory, thread.profile.begeleider);
  if (begeleider === null || talk.day === null || !stayedThin(talk)) return thread;
  const day = dateText(env.school, noonOf(env.school, talk.day.date));
  const text: TextRef = { key: 'card.low_effort.body', params: { student: thread.profile.name, day } };
  const entry = `${talk.id}:thin`;
  return addJob(
    thread,
    {
      type: 'post',
      post: {
        entry,
        to: begeleider,
        urgent: false,
        body: { kind: 'note', about: 'low_effort', text },
        report: null,
      },
    },
    env,
  );
}
