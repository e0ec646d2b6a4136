import { readState } from '../script/state.js';
import { minute } from '../time.js';
import { namedTexts, tell } from './answering.js';
import { lineAt, lineIn } from './changed-words.js';
import type { TurnEnv } from './env.js';
import { editPiece } from './fragments.js';
import type { Received } from './receive.js';
import { saidAbout } from './said-about.js';
import { turnTalk } from './talk.js';
import { languageOf, type Line, type Talk, type Thread } from './thread.js';

/** The answer in the open talk follows the words that were changed; without a word, where a worry comes first. */
export function follow(
  thread: Thread,
  { changed, assessment }: Received,
  env: TurnEnv,
  quiet: boolean,
): Thread {
  if (changed === undefined || changed.met !== 'open') return thread;
  const { of, text } = changed;
  const waiting = editPiece(thread, of, text);
  if (waiting !== null) return waiting;
  const { effort, depth, unread } = assessment;
  const judged = quiet ? {} : { effort, depth, unread };
  return turnTalk(thread, { type: 'reword', id: of, text, ...judged }, env);
}

/** The student changed a message: his answer follows, and he reads at most one short sentence about it. */
export function edited(thread: Thread, received: Received, env: TurnEnv): Thread {
  const { changed } = received;
  if (changed === undefined || changed.met === 'stale') return thread;
  if (changed.met !== 'open') return tellOnce(thread, 'app.edited_over', env);
  const after = follow(thread, received, env, false);
  // It still waits for more, or it was enough now and the talk went on: that says it.
  if (thread.fragments !== after.fragments || openIn(thread) !== openIn(after)) return after;
  const line = after.talk === null ? null : lineIn(after.talk, changed.of);
  if (line?.alert !== undefined) return about(line, after, tellOnce(after, 'app.edited_alert', env));
  return tellOnce(after, isChoice(after.talk, changed.of) ? 'app.edited_choice' : 'app.edited', env);
}

/** The student took a message away: it is no part of his answers any more. A worry that it raised stands. */
export function removed(thread: Thread, received: Received, env: TurnEnv): Thread {
  const { changed } = received;
  if (changed === undefined || changed.met === 'stale') return thread;
  const after = follow(thread, received, env, true);
  const line = lineAt(after, changed.of);
  if (line === null || (line.alert === undefined && line.unread !== true))
    return tellOnce(after, 'app.deleted', env);
  return about(line, after, tellOnce(after, 'app.deleted_alert', env));
}

const about = (line: Line, before: Thread, after: Thread): Thread =>
  saidAbout(before, after, { alert: line.alert ?? null, confidential: line.confidential === true });

/** How many questions the open talk has asked; a talk that ended has gone on as well. */
function openIn({ talk }: Thread): string {
  const read = readState(talk?.state);
  return read.kind === 'ok' ? `${talk?.id ?? ''} ${read.state.asked}` : '';
}

function isChoice(talk: Talk | null, message: string): boolean {
  const read = readState(talk?.state);
  if (read.kind !== 'ok') return false;
  return read.state.answers.some(
    ({ choice, parts }) => choice !== undefined && parts.some(({ id }) => id === message),
  );
}

/** Says something that needs no saying twice: not when it was said within the last minute. */
export function tellOnce(thread: Thread, key: string, env: TurnEnv): Thread {
  const text = env.render(env.current, languageOf(thread), namedTexts(thread, key, env));
  const said = [...(thread.talk === null ? [] : [thread.talk]), ...thread.ended].some(({ transcript }) =>
    transcript.some((line) => line.from === 'bot' && env.now - line.at < minute && line.text === text),
  );
  return said ? thread : tell(thread, key, env);
}
