import type { TextRef } from '../../core/script/effect.js';
import { resumeAfter, tell } from '../../core/thread/turn/answering.js';
import type { TurnEnv } from '../../core/thread/env.js';
import { hasSeen, markSeen, type Thread } from '../../core/thread/thread.js';
import { unlessGone } from '../conversation/threads.js';
import type { Handlers } from '../handlers.js';

/** Answers what a student asked for by a word, in his own chat and once by its entry; the open question comes again. */
export async function sayOnce(
  { threads, deliveries }: Handlers,
  person: string,
  entry: string,
  text: (thread: Thread, env: TurnEnv) => TextRef,
): Promise<void> {
  const committed = await unlessGone(
    threads.change(person, (thread, env) =>
      hasSeen(thread, entry) ? null : resumeAfter(tell(markSeen(thread, entry), text(thread, env), env), env),
    ),
  );
  deliveries.follow(committed);
}
