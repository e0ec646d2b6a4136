import { ownProgress } from '../../core/history/own-progress.js';
import { readReflection } from '../../core/history/reflection.js';
import { resumeAfter, tell } from '../../core/thread/answering.js';
import { hasSeen, languageOf, markSeen, threadId } from '../../core/thread/thread.js';
import type { Handlers } from '../handlers.js';
import { unlessGone } from '../conversation/threads.js';
import { judgementsOf } from './history.js';

/** As many talks as a school year has. */
const reflectionsRead = 40;

/** Answers "mijn voortgang" in the student's own chat, once. */
export async function showProgress(handlers: Handlers, person: string, entry: string): Promise<void> {
  const { deps, threads, deliveries } = handlers;
  const { store, school } = deps;
  const partition = threadId(school.id, person);
  const page = await store.list({ partition, kind: 'reflection', order: 'desc', limit: reflectionsRead });
  const lines = ownProgress({
    judgements: await judgementsOf(deps, partition, person),
    reflections: page.items.map(({ body }) => readReflection(body)),
    needed: school.judging ? school.sufficient : null,
  });
  const committed = await unlessGone(
    threads.change(person, (thread, env) => {
      if (hasSeen(thread, entry)) return null;
      const text = lines.map((one) => env.render(env.current, languageOf(thread), one)).join('\n');
      const params = { text };
      return resumeAfter(tell(markSeen(thread, entry), { key: 'voortgang.alles', params }, env), env);
    }),
  );
  deliveries.follow(committed);
}
