import { second } from '../../time.js';
import { changeWords, lineAt, type Changed, type WordChange } from './changed-words.js';
import type { TurnEnv } from '../env.js';
import { threadLimits } from '../env.js';
import { addJob } from '../job.js';
import { keepLoose, looseTalk } from '../talk/talk.js';
import type { Thread } from '../thread.js';
import type { Line } from '../transcript.js';

/** Keeps a line with the open talk, or on its own. */
export function keepLine(thread: Thread, added: Line, env: TurnEnv): Thread {
  if (thread.talk === null) {
    const loose = looseTalk(thread, env);
    return keepLoose({ ...loose, talk: { ...loose.talk, transcript: [...loose.talk.transcript, added] } });
  }
  const size = thread.talk.transcript.reduce((sum, one) => sum + one.text.length, 0);
  const full = size + added.text.length > threadLimits.transcript;
  const kept: Line = full ? { ...added, text: '', cut: true } : added;
  return { ...thread, talk: { ...thread.talk, transcript: [...thread.talk.transcript, kept] } };
}

/** A talk that is being put away is there by then. */
const archivedBy = 60 * second;

/**
 * Keeps other words for an earlier message where that stands, with the first ones beside them. `fresh`: the line of the
 * new words, null where they were taken away. What has left the thread is changed by a job, which holds the new words
 * until they stand somewhere.
 */
export function keepChange(
  before: Thread,
  change: WordChange,
  fresh: Line | null,
  env: TurnEnv,
): { thread: Thread; changed: Changed } {
  const { thread: without, met } = changeWords(before, change, fresh ?? {});
  const gone = change.text === null && met !== 'stale';
  const forget = { type: 'forget_files' as const, message: change.of, at: change.at };
  const thread = gone ? addJob(without, forget, env) : without;
  const changed = { ...change, met };
  const { of, text, at, writtenAt } = change;
  const task = {
    type: 'reword' as const,
    of,
    text,
    at,
    writtenAt,
    line: fresh === null ? null : bare(fresh),
  };
  switch (met) {
    case 'stale':
      return { thread, changed };
    case 'open':
      return { thread: besideWorry(before, thread, change, fresh, env), changed };
    case 'over': {
      const told = besideWorry(before, thread, change, fresh, env);
      return { thread: addJob(told, task, env, archivedBy), changed };
    }
    case 'unknown':
      return { thread: addJob(thread, task, env), changed };
  }
}

/** A line without what the job holds already. */
const bare = ({ id, channel, effort, unread, cut, alert, confidential }: Line) => ({
  ...{ id, channel },
  ...(effort === undefined ? {} : { effort }),
  ...(unread === undefined ? {} : { unread }),
  ...(cut === undefined ? {} : { cut }),
  ...(alert === undefined ? {} : { alert }),
  ...(confidential === undefined ? {} : { confidential }),
});

/** The readers of a worry see the new words beside it; a worry of their own they raise themselves. */
function besideWorry(
  before: Thread,
  thread: Thread,
  change: WordChange,
  fresh: Line | null,
  env: TurnEnv,
): Thread {
  const alert = lineAt(before, change.of)?.alert;
  if (alert === undefined || fresh === null || (fresh.alert ?? alert) !== alert) return thread;
  return addJob(thread, { type: 'alert_words', alert, id: fresh.id, at: change.at, text: fresh.text }, env);
}
