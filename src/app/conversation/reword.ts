import {
  changeTalk,
  isStale,
  lineIn,
  withIntention,
  type IntentionChange,
  type WordChange,
} from '../../core/thread/changed-words.js';
import { isReflection, reflectionOf } from '../../core/history/reflection.js';
import type { Thread } from '../../core/thread/thread.js';
import { changeItem, everyItem } from '../items.js';
import { refs } from '../refs.js';
import type { Handlers } from '../handlers.js';
import { unlessGone } from './threads.js';
import type { KeptTalk } from './archive.js';

/**
 * The student changed or took away a message of a talk that was put away: its transcript follows, and what the time line
 * shows of it. Twice is once, by the moment the new words were written. A message that stands nowhere any more is no
 * mistake: its talk was erased, or is kept no longer.
 */
export async function rewordKept(handlers: Handlers, thread: Thread, change: WordChange): Promise<void> {
  const { store } = handlers.deps;
  for await (const item of everyItem(store, { partition: thread.id, kind: 'talk' })) {
    const { talk } = item.body as KeptTalk;
    if (!holds(talk, change.of)) continue;
    // First: done again after a crash, it would no longer know the old words.
    await followIntention(handlers, thread.person, changeTalk(talk, change).intention);
    await changeItem(store, item, (stored) => {
      if (stored === null) return null;
      const kept = stored.body as KeptTalk;
      const line = lineIn(kept.talk, change.of);
      if (line !== null && isStale(line, change)) return null;
      return { ...termsOf(stored), body: { ...kept, talk: changeTalk(kept.talk, change).talk } };
    });
    await followReflection(handlers, thread, talk.id);
  }
}

const holds = ({ transcript }: KeptTalk['talk'], of: string): boolean =>
  transcript.some((line) => line.from === 'student' && (line.id === of || line.of === of));

async function followReflection({ deps: { store } }: Handlers, thread: Thread, talk: string): Promise<void> {
  const kept = await store.get<KeptTalk>(refs.talk(thread.id, talk));
  if (kept === null || !isReflection(kept.body.talk)) return;
  await changeItem(store, refs.reflection(thread.id, talk), (stored) =>
    stored === null ? null : { ...termsOf(stored), body: reflectionOf(kept.body.talk) },
  );
}

async function followIntention(
  { threads }: Handlers,
  person: string,
  intention: IntentionChange | null,
): Promise<void> {
  if (intention === null) return;
  await unlessGone(
    threads.change(person, (thread) => {
      const changed = withIntention(thread, intention);
      return changed === thread ? null : changed;
    }),
  );
}

/** The order and the term of an item stay as they were. */
const termsOf = ({ sort, expiresAt }: { sort?: string; expiresAt?: number }) => ({
  ...(sort === undefined ? {} : { sort }),
  ...(expiresAt === undefined ? {} : { expiresAt }),
});
