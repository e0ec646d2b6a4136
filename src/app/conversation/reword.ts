import { isReflection, reflectionOf } from '../../core/history/reflection.js';
import type { Task } from '../../core/outbox/job.js';
import {
  changeTalk,
  isStale,
  lineIn,
  withIntention,
  type IntentionChange,
} from '../../core/thread/changes/changed-words.js';
import { keepLine } from '../../core/thread/changes/keep.js';
import { talksIn, type Talk, type Thread } from '../../core/thread/thread.js';
import type { Line } from '../../core/thread/transcript.js';
import { changeItem, everyItem } from '../items.js';
import { keepShare } from '../history/kept-shares.js';
import { refs } from '../refs.js';
import type { Handlers } from '../handlers.js';
import type { KeptTalk } from './archive.js';
import { unlessGone } from './threads.js';

type Asked = Extract<Task, { type: 'reword' }>;

/**
 * The student changed or took away a message of a talk that was put away: its transcript follows, and what the time line
 * shows of it. Twice is once, by the moment the new words were written. New words for a message that stands nowhere any
 * more are kept by themselves.
 */
export async function rewordKept(handlers: Handlers, thread: Thread, change: Asked): Promise<void> {
  const { store } = handlers.deps;
  let found = talksIn(thread).some((talk) => holds(talk, change.of));
  for await (const item of everyItem(store, { partition: thread.id, kind: 'talk' })) {
    const { talk } = item.body as KeptTalk;
    if (!holds(talk, change.of)) continue;
    found = true;
    // First: done again after a crash, it would no longer know the old words.
    const { intention, shared } = changeTalk(talk, change);
    await followIntention(handlers, thread.person, intention);
    if (shared !== null)
      await keepShare(handlers.deps, thread, { ...shared, type: 'share_moment', at: change.at });
    await changeItem(store, item, (stored) => (stored === null ? null : reworded(stored, change)));
    await followReflection(handlers, thread, talk.id);
  }
  const { line, text, at, of } = change;
  if (!found && line !== null && text !== null)
    await keepAlone(handlers, thread.person, { ...line, at, of, text, from: 'student' });
}

const holds = ({ transcript }: Talk, of: string): boolean =>
  transcript.some((line) => line.from === 'student' && (line.id === of || line.of === of));

type Kept = { body: unknown; sort?: string; expiresAt?: number };

function reworded(stored: Kept, change: Asked): Kept | null {
  const kept = stored.body as KeptTalk;
  const line = lineIn(kept.talk, change.of);
  if (line !== null && isStale(line, change)) return null;
  const { effort, unread } = change.line ?? {};
  const judged = {
    ...(effort === undefined ? {} : { effort }),
    ...(unread === undefined ? {} : { unread }),
  };
  return { ...termsOf(stored), body: { ...kept, talk: changeTalk(kept.talk, change, judged).talk } };
}

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

async function keepAlone({ threads }: Handlers, person: string, line: Line): Promise<void> {
  await unlessGone(
    threads.change(person, (thread, env) => {
      const stands = talksIn(thread).some(({ transcript }) => transcript.some(({ id }) => id === line.id));
      return stands ? null : keepLine(thread, line, env);
    }),
  );
}

/** The order and the term of an item stay as they were. */
const termsOf = ({ sort, expiresAt }: Kept): Pick<Kept, 'sort' | 'expiresAt'> => ({
  ...(sort === undefined ? {} : { sort }),
  ...(expiresAt === undefined ? {} : { expiresAt }),
});
