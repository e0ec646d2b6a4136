import { readState, type Part } from '../../script/state.js';
import { minute } from '../../time.js';
import { namedTexts, tell } from '../turn/answering.js';
import { lineIn, linesOf, type Changed } from './changed-words.js';
import type { TurnEnv } from '../env.js';
import { editPiece } from '../turn/fragments.js';
import type { Received } from '../turn/receive.js';
import { readPayload } from '../delivery/reply.js';
import { saidAbout } from '../worry/said-about.js';
import { turnTalk } from '../talk/talk.js';
import { languageOf, talksIn, type Talk, type Thread } from '../thread.js';
import type { Line } from '../transcript.js';
import { matchChoice } from '../turn/words.js';

/** The answer in the open talk follows the words that were changed, or goes with them. */
function follow(thread: Thread, { changed, assessment }: Received, env: TurnEnv, quiet: boolean): Thread {
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
  switch (partOf(after.talk, changed.of)) {
    case 'choice':
      return tellOnce(after, 'app.edited_choice', env);
    case 'words':
      return tellOnce(after, 'app.edited', env);
    case 'nothing':
      return nowUnderstood(after, changed, env);
  }
}

/** A choice that was typed with a slip, and is understood now that it was mended; else nothing is said. */
function nowUnderstood(thread: Thread, { of, text }: Changed, env: TurnEnv): Thread {
  const { talk } = thread;
  const last = talk?.transcript.findLast(({ from }) => from === 'student');
  const choice = talk === null || last?.id !== of ? null : matchChoice(talk.offered, text ?? '');
  const read = choice === null ? null : readPayload(choice.id);
  if (read === null) return thread;
  const parts = [{ id: of, text: text ?? '' }];
  const event = {
    type: 'answer',
    text: text ?? '',
    choice: read.choice,
    effort: 'ok',
    depth: 0,
    unread: false,
    parts,
  } as const;
  return turnTalk(thread, event, env);
}

/** The student took a message away: it is no part of his answers any more. A worry that it raised stands. */
export function removed(thread: Thread, received: Received, env: TurnEnv): Thread {
  const { changed } = received;
  if (changed === undefined || changed.met === 'stale') return thread;
  const after = follow(thread, received, env, true);
  const line = linesOf(after, changed.of).find(({ alert, unread }) => alert !== undefined || unread === true);
  if (line === undefined) return tellOnce(after, 'app.deleted', env);
  return about(line, after, tellOnce(after, 'app.deleted_alert', env));
}

const about = (line: Line, before: Thread, after: Thread): Thread =>
  saidAbout(before, after, { alert: line.alert ?? null, confidential: line.confidential === true });

/** How many questions the open talk has asked; a talk that ended has gone on as well. */
function openIn({ talk }: Thread): string {
  const read = readState(talk?.state);
  return read.kind === 'ok' ? `${talk?.id ?? ''} ${read.state.asked}` : '';
}

function partOf(talk: Talk | null, message: string): 'choice' | 'words' | 'nothing' {
  const read = readState(talk?.state);
  if (read.kind !== 'ok') return 'nothing';
  const of = ({ parts }: { parts: Part[] }): boolean => parts.some(({ id }) => id === message);
  const answer = read.state.answers.find(of);
  if (answer !== undefined) return answer.choice === undefined ? 'words' : 'choice';
  return read.state.open.some(of) ? 'words' : 'nothing';
}

/** Says something that needs no saying twice: not when it was said within the last minute. */
export function tellOnce(thread: Thread, key: string, env: TurnEnv): Thread {
  const text = env.render(env.current, languageOf(thread), namedTexts(thread, key, env));
  const said = talksIn(thread).some(({ transcript }) =>
    transcript.some((line) => line.from === 'bot' && env.now - line.at < minute && line.text === text),
  );
  return said ? thread : tell(thread, key, env);
}
