import type { TurnEnv } from './env.js';
import { endTalk, openWaiting, turnTalk } from './talk.js';
import { expireAttempts } from './outcomes.js';
import { tidy } from './tidy.js';
import type { Thread } from './thread.js';

/** What time alone changes: attempts that were lost, questions that timed out, talks that are over. */
export function wake(thread: Thread, env: TurnEnv): Thread {
  return tidy(openWaiting(expire(timeOut(expireAttempts(thread, env), env), env), env), env);
}

function timeOut(thread: Thread, env: TurnEnv): Thread {
  const due = thread.talk?.timeoutAt ?? null;
  if (thread.talk === null || due === null || due > env.now) return thread;
  return turnTalk({ ...thread, talk: { ...thread.talk, timeoutAt: null } }, { type: 'timeout' }, env);
}

function expire(thread: Thread, env: TurnEnv): Thread {
  const due = thread.talk?.expiresAt ?? null;
  if (thread.talk === null || due === null || due > env.now) return thread;
  const answered = thread.talk.transcript.some((line) => line.from === 'student');
  return endTalk(thread, answered ? 'partial' : 'no_answer', env);
}
