import type { TextRef } from '../../script/effect.js';
import { tell } from './answering.js';
import type { TurnEnv } from '../env.js';
import { park } from '../talk/talk.js';
import type { Thread } from '../thread.js';
import type { Raised } from '../worry/worry.js';

/**
 * A script that fails leaves the message and its worry as they are: the talk is parked, and the student hears a kind
 * sentence.
 */
export function orParked(
  thread: Thread,
  raised: Raised | null,
  env: TurnEnv,
  answered: () => Thread,
): Thread {
  try {
    return answered();
  } catch (error) {
    return broken(thread, raised, env.failed(thread, error), env);
  }
}

function broken(thread: Thread, raised: Raised | null, code: string, env: TurnEnv): Thread {
  const text: TextRef =
    raised === null
      ? { key: 'app.broken', params: {} }
      : { key: 'app.worry_fallback', params: raised.values };
  return tell(park(thread, code, env), text, env, raised !== null);
}
