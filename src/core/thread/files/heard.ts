import type { Task } from '../../outbox/job.js';
import type { Assessment } from '../../signals/types.js';
import { readState } from '../../script/state.js';
import type { TurnEnv } from '../env.js';
import { changeFile, changeLineWith, lineWith, toAlert } from './file-outcome.js';
import { editPiece, hold } from '../turn/fragments.js';
import { askSecondReader } from '../worry/second-reading.js';
import { saidAbout } from '../worry/said-about.js';
import { orParked } from '../turn/parking.js';
import { care } from '../turn/settle.js';
import { turnTalk } from '../talk/talk.js';
import { hasSeen, languageOf, markSeen, type Thread } from '../thread.js';
import type { Line, Transcript } from '../transcript.js';
import { raise, type Raised } from '../worry/worry.js';

type OfFile = Extract<Task, { type: 'hear_file' }>;

/** What a program made of a voice note: words, or nothing that it understood. */
export type Heard = { kind: 'words'; transcript: Transcript; assessment: Assessment } | { kind: 'nothing' };

/**
 * From here on the machine's own word for how sure it is counts as understood. Not calibrated: it only decides whether
 * somebody must still listen, never whether a worry counts.
 */
export const sureFrom = 0.8;

/** Fewer words than this say too little to rely on. */
const fewestWords = 3;

/** Whether a machine's words may stand in for listening: well understood, readable here, and nothing in them. */
export const isClear = ({ text, confidence }: Transcript, { concern, unread }: Assessment): boolean =>
  concern === null && !unread && confidence >= sureFrom && text.trim().split(/\s+/u).length >= fewestWords;

export type HeardResult = { thread: Thread; raised: Raised | null };

const heardKey = (file: string): string => `heard:${file}`;

/**
 * Takes in what a program heard, once. A worry is raised as from text, with the word that a machine wrote it down;
 * without one, and well understood, nobody has to listen any more. Null when it is known, or when the line is gone.
 */
export function heard(thread: Thread, about: OfFile, found: Heard, env: TurnEnv): HeardResult | null {
  const { file } = about;
  const line = lineWith(thread, file);
  if (hasSeen(thread, heardKey(file)) || line === null) return null;
  const seen = markSeen(thread, heardKey(file));
  if (found.kind === 'nothing')
    return { thread: toAlert(seen, about, { kind: 'not_understood' }, env), raised: null };
  const { transcript, assessment } = found;
  const kept = changeFile(seen, file, (one) => ({ ...one, transcript }));
  if (assessment.concern !== null) return worryIn(kept, about, transcript, assessment, env);
  const sure = isClear(transcript, assessment);
  const read = sure ? changeLineWith(kept, file, listened) : kept;
  const told = toAlert(read, about, { kind: 'heard', text: transcript.text, sure }, env);
  const asked = secondReader(told, about, transcript, assessment, null, env);
  return { thread: sure ? inAnswer(asked, line, transcript, env) : asked, raised: null };
}

/** Answers a worry that was heard, as one that was written. */
export const answerHeard = (thread: Thread, raised: Raised, env: TurnEnv): Thread =>
  saidAboutIt(
    thread,
    orParked(thread, raised, env, () => care(hold(thread, env), raised, env)),
    raised,
  );

/** What is said to it comes after other lines: it must say by itself whose it is. */
const saidAboutIt = (before: Thread, after: Thread, { draft: { id, route } }: Raised): Thread =>
  saidAbout(before, after, { alert: id, confidential: route.confidential });

function worryIn(
  thread: Thread,
  about: OfFile,
  transcript: Transcript,
  assessment: Assessment,
  env: TurnEnv,
): HeardResult | null {
  const { concern } = assessment;
  if (concern === null) return null;
  const machine = env.render(env.current, 'nl', { key: 'card.heard', params: {} });
  const judged = { ...assessment, reasons: [machine, ...assessment.reasons] };
  const message = {
    id: `${about.message}:voice`,
    text: transcript.text,
    files: [{ id: about.file, kind: 'voice' as const }],
  };
  const { thread: with_, raised } = raise(thread, message, concern, judged, env);
  const { id, route } = raised.draft;
  const marked = changeLineWith(with_, about.file, (line) => ({
    ...line,
    alert: id,
    ...(route.confidential ? { confidential: true as const } : {}),
  }));
  // The first alert only said that somebody must listen: from here on the worry speaks for itself.
  const told = toAlert(marked, about, { kind: 'worry' }, env);
  const read = route.confidential ? told : secondReader(told, about, transcript, assessment, raised, env);
  return { thread: read, raised };
}

const secondReader = (
  thread: Thread,
  { message, at, question }: OfFile,
  { text }: Transcript,
  assessment: Assessment,
  raised: Raised | null,
  env: TurnEnv,
): Thread => askSecondReader(thread, { id: `${message}:voice`, at, text, question }, assessment, raised, env);

/** Nobody has to look at a line any more whose every file was understood, and which holds no other words. */
function listened(line: Line): Line {
  const all = (line.files ?? []).every((file) => file.kind === 'voice' && file.transcript !== undefined);
  if (!all || line.text !== '') return line;
  const { unread: _read, ...rest } = line;
  return rest;
}

/** What was heard takes its place in the answer, with the word that a program wrote it down. */
function inAnswer(thread: Thread, { id, text }: Line, transcript: Transcript, env: TurnEnv): Thread {
  if (text !== '' || thread.talk === null || readState(thread.talk.state).kind !== 'ok') return thread;
  if (!thread.talk.transcript.some((line) => line.id === id)) return thread;
  const said = transcript.text.replace(/\s+/gu, ' ').trim();
  const after = env.render(env.current, languageOf(thread), { key: 'app.file.heard', params: { said } });
  return editPiece(thread, id, after) ?? turnTalk(thread, { type: 'reword', id, text: after }, env);
}
