import { TerugblikError } from '../errors.js';
import type { Assessment } from '../signals/types.js';
import { second } from '../time.js';
import { tell } from './answering.js';
import type { TurnEnv } from './env.js';
import type { Fragments } from './pieces.js';
import { readState } from '../script/state.js';
import { park, turnTalk } from './talk.js';
import type { Talk, Thread } from './thread.js';
import { plain } from './words.js';

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
  const dueAt = Math.min(env.now + window, since + windows * window);
  const parts = [...(known?.parts ?? []), piece];
  return { ...thread, fragments: { talk: talk.id, asked, parts, effort, depth, unread, since, dueAt } };
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
  const { effort, depth = 0, unread } = known;
  const answer = { type: 'answer', text: saidSoFar(thread), choice: null, effort, depth, unread } as const;
  try {
    const answered = turnTalk(bare, answer, env);
    return { ...answered, lastAnswer: { talk: known.talk, at: env.now } };
  } catch (error) {
    const code = error instanceof TerugblikError ? error.code : 'script_failed';
    return tell(park(bare, code, env), 'app.broken', env);
  }
}

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
  return known === null ? bare : turnTalk(bare, { type: 'hold', text: saidSoFar(thread) }, env);
}

/** A piece was changed while its answer still waits; null when it is none of them. */
export function editPiece(thread: Thread, id: string, text: string): Thread | null {
  const { fragments } = thread;
  if (fragments === undefined || !fragments.parts.some((part) => part.id === id)) return null;
  const parts = fragments.parts.map((part) => (part.id === id ? { id, text } : part));
  return { ...thread, fragments: { ...fragments, parts } };
}

/** Words with which somebody goes on with a thought. */
const goingOn =
  /^(?:en|maar|want|omdat|dus|ook|oh? ja|of|daarna|toen|namelijk|bijvoorbeeld|and|but|because|so|also|then|or)(?:\s|$)/u;

/** For this long after the next question words can still belong to the one before. */
const lateFor = 10 * second;

/**
 * A piece that came after the next question was asked, where it is clear that it goes on with the answer before it:
 * within seconds, and with a word that goes on. Null otherwise.
 */
export function lateFragment(thread: Thread, text: string, env: TurnEnv): Thread | null {
  const { talk, lastAnswer, fragments } = thread;
  if (fragments !== undefined) return null;
  if (talk === null || lastAnswer?.talk !== talk.id || env.now - lastAnswer.at > lateFor) return null;
  if (!goingOn.test(plain(text))) return null;
  const read = readState(talk.state);
  const last = read.kind === 'ok' ? read.state.answers.at(-1) : undefined;
  if (last === undefined || last.choice !== undefined || last.skipped === true) return null;
  return turnTalk(thread, { type: 'revise', before: last.text, after: `${last.text}\n${text}` }, env);
}
