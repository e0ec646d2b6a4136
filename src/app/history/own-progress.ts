import { ownList } from '../../core/history/own-list.js';
import { ownProgress } from '../../core/history/own-progress.js';
import { readReflection, type Reflection } from '../../core/history/reflection.js';
import { languageOf, threadId } from '../../core/thread/thread.js';
import type { TextRef } from '../../core/script/effect.js';
import type { Deps } from '../deps.js';
import type { Handlers } from '../handlers.js';
import { judgementsOf } from './history.js';
import { sayOnce } from './say-once.js';

/** As many talks as a school year has. */
const reflectionsRead = 40;

/** Answers "mijn voortgang" in the student's own chat, once. */
export async function showProgress(handlers: Handlers, person: string, entry: string): Promise<void> {
  const { deps } = handlers;
  const { school } = deps;
  const lines = ownProgress({
    judgements: await judgementsOf(deps, threadId(school.id, person), person),
    reflections: await lastReflections(deps, person),
    needed: school.judging ? school.sufficient : null,
  });
  await show(handlers, person, entry, { key: 'voortgang.alles', lines });
}

/** Answers "mijn lijst": what he wrote of work and of himself, and his own questions. */
export async function showList(handlers: Handlers, person: string, entry: string): Promise<void> {
  const lines = ownList(await lastReflections(handlers.deps, person));
  await show(handlers, person, entry, { key: 'lijst.alles', lines });
}

async function lastReflections({ store, school }: Deps, person: string): Promise<Reflection[]> {
  const partition = threadId(school.id, person);
  const page = await store.list({ partition, kind: 'reflection', order: 'desc', limit: reflectionsRead });
  return page.items.map(({ body }) => readReflection(body));
}

/** Lines that are set below each other, in the student's language. */
const show = (
  handlers: Handlers,
  person: string,
  entry: string,
  { key, lines }: { key: string; lines: readonly TextRef[] },
): Promise<void> =>
  sayOnce(handlers, person, entry, (thread, env) => {
    const text = lines.map((one) => env.render(env.current, languageOf(thread), one)).join('\n');
    return { key, params: { text } };
  });
