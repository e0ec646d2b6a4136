import type { Assessment } from '../../signals/types.js';
import { second } from '../../time.js';
import type { TurnEnv } from '../env.js';
import { orParked } from './parking.js';
import type { Fragments } from './pieces.js';
import { readState } from '../../script/state.js';
import { turnTalk } from '../talk/talk.js';
import type { Talk, Thread } from '../thread.js';

/** However fast the pieces come, the talk goes on after so many windows. */
const windows = 5;

/** What was said to the open question so far, and is not an answer yet; '' when nothing waits. */
export const saidSoFar = ({ fragments }: Thread): string =>
  (fragments?.parts ?? []).map(({ text }) => text).join('\n');

/** Keeps a message as a piece of the answer to the open question; null where answers do not wait. */
export function gather(
  thread: Thread,
  piece: { id: string; text: string },
  { effort, depth, unread }: Pick<Assessment, 'effort' | 'depth' | 'unread'>,
  env: TurnEnv,
): Thread | null {
  const { talk } = thread;
  const window = env.school.fragmentSeconds * second;
  if (window === 0 || talk === null || talk.closed || talk.question === '') return null;
  const asked = askedIn(talk);
  const known = belonging(thread);
  const since = known?.since ?? env.now;
  const typing = known?.typing === true ? { typing: true as const } : {};
  const longest = Math.max(windows * window, known?.typing === true ? env.school.typingSeconds * second : 0);
  const dueAt = Math.min(env.now + window, since + longest);
  // The same words again, from another chat for instance, add nothing.
  const again = known?.parts.some(({ text }) => text === piece.text) === true;
  const parts = [...(known?.parts ?? []), ...(again ? [] : [piece])];
  return {
    ...thread,
    fragments: { talk: talk.id, asked, parts, effort, depth, unread, since, dueAt, ...typing },
  };
}

/** A sign of typing comes every few seconds for as long as somebody types. */
const typingSign = 6 * second;

/** Somebody who is still typing is waited for, up to the school's limit; null where nothing waits for more. */
export function typing(thread: Thread, env: Pick<TurnEnv, 'now' | 'school'>): Thread | null {
  const known = belonging(thread);
  const limit = env.school.typingSeconds * second;
  if (known === null || limit === 0) return null;
  const dueAt = Math.min(env.now + typingSign, known.since + limit);
  return dueAt <= known.dueAt ? null : { ...thread, fragments: { ...known, dueAt, typing: true } };
}

const askedIn = (talk: Talk): number => {
  const read = readState(talk.state);
  return read.kind === 'ok' ? read.state.asked : 0;
};

/** The pieces, when they still belong to the question that is open. */
function belonging({ fragments, talk }: Thread): Fragments | null {
  if (fragments === undefined || talk?.id !== fragments.talk) return null;
  return askedIn(talk) === fragments.asked ? fragments : null;
}

const without = ({ fragments: _gone, ...thread }: Thread): Thread => thread;

/** Answers with what was gathered, at once. A script that fails parks the talk: what was said is in the transcript. */
export function flush(thread: Thread, env: TurnEnv): Thread {
  const { fragments } = thread;
  if (fragments === undefined) return thread;
  const known = belonging(thread);
  const bare = without(thread);
  if (known === null) return bare;
  const { effort, depth = 0, unread, parts } = known;
  const answer = {
    type: 'answer',
    text: saidSoFar(thread),
    choice: null,
    effort,
    depth,
    unread,
    parts,
  } as const;
  return orParked(bare, null, env, () => noteAnswer(turnTalk(bare, answer, env), known.talk, env));
}

/** Remembers that an answer was just given, and on which channel. */
export const noteAnswer = (thread: Thread, talk: string, env: TurnEnv): Thread => ({
  ...thread,
  lastAnswer: { talk, at: env.now, ...(thread.channel === null ? {} : { channel: thread.channel }) },
});

/** Answers with what was gathered when its time has come. */
export const flushDue = (thread: Thread, env: TurnEnv): Thread =>
  thread.fragments !== undefined && thread.fragments.dueAt <= env.now ? flush(thread, env) : thread;

/**
 * Something else comes first: a worry, a word that means something of its own. What was gathered stays with the
 * question, which is asked again after it.
 */
export function hold(thread: Thread, env: TurnEnv): Thread {
  const known = belonging(thread);
  if (thread.fragments === undefined) return thread;
  const bare = without(thread);
  const { parts } = known ?? { parts: [] };
  return known === null ? bare : turnTalk(bare, { type: 'hold', text: saidSoFar(thread), parts }, env);
}

/** A piece was changed, or taken away, while its answer still waits; null when it is none of them. */
export function editPiece(thread: Thread, id: string, text: string | null): Thread | null {
  const { fragments } = thread;
  if (fragments === undefined || !fragments.parts.some((part) => part.id === id)) return null;
  const parts = fragments.parts.flatMap((part) =>
    part.id !== id ? [part] : text === null ? [] : [{ id, text }],
  );
  return parts.length === 0 ? without(thread) : { ...thread, fragments: { ...fragments, parts } };
}
