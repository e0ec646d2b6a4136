import { TerugblikError } from '../../core/errors.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Deps } from '../deps.js';

type Failing = Parameters<TurnEnv['failed']>[0];

/** A script failed on this thread: told to operators; the code under which the talk is parked. */
export function parked({ log, metrics }: Deps, thread: Failing, error: unknown): string {
  const code = error instanceof TerugblikError ? error.code : 'script_failed';
  log.error('talk.parked', error, { thread: thread.id, talk: thread.talk?.id ?? null, code });
  metrics.count('talks_parked', { code });
  return code;
}
