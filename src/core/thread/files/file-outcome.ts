import type { NotKept } from '../../media/kinds.js';
import type { MediaType } from '../../media/sniff.js';
import type { Task } from '../../outbox/job.js';
import type { FileNews } from '../../alerts/types.js';
import { tell } from '../turn/answering.js';
import type { TurnEnv } from '../env.js';
import { addJob } from '../job.js';
import { namesAround } from '../names.js';
import { saidAbout } from '../worry/said-about.js';
import { hasSeen, markSeen, talksIn, type Talk, type Thread } from '../thread.js';
import type { Line, LineFile } from '../transcript.js';

/** What became of a file that was to be fetched. */
export type FileOutcome =
  { kind: 'kept'; type: MediaType; size: number } | { kind: 'not_kept'; why: NotKept };

type OfFile = Extract<Task, { type: 'keep_file' }>;

const outcomeKey = (file: string): string => `kept:${file}`;

/** Whether it is known here what became of a file. */
export const isFileSettled = (thread: Thread, file: string): boolean => hasSeen(thread, outcomeKey(file));

/**
 * Takes in what became of a file, once: it stands in its line, on its alert, and a student whose file could not be kept
 * is told so kindly. `hears`: a program writes down what is said. Null when it is known already, or when its line is
 * gone: then nothing of it may stay.
 */
export function fileSettled(
  thread: Thread,
  about: OfFile,
  outcome: FileOutcome,
  hears: boolean,
  env: TurnEnv,
): Thread | null {
  if (isFileSettled(thread, about.file)) return null;
  const line = lineWith(thread, about.file);
  const file = line?.files?.find(({ id }) => id === about.file);
  if (line === null || file === undefined) return null;
  const { kind, ...news } = outcome;
  const known = markSeen(thread, outcomeKey(about.file));
  const changed = changeFile(known, about.file, (one) => ({ ...one, state: kind, ...news }));
  const { channel, source } = about;
  const marked = addJob(changed, { type: 'drop_file', channel, source }, env);
  if (outcome.kind === 'not_kept') {
    return tellStudent(
      toAlert(marked, about, { kind: 'not_kept', why: outcome.why }, env),
      line,
      outcome.why,
      env,
    );
  }
  // Words for the confidant go to nobody else, not even to a program.
  if (!hears || file.kind !== 'voice' || line.confidential === true) return marked;
  const { file: id, message, at, alert, question } = about;
  return addJob(marked, { type: 'hear_file', file: id, message, at, alert, question }, env);
}

/** What is never kept was said at once; the rest is said when it is known, and seen by whoever may see the file. */
function tellStudent(thread: Thread, line: Line, why: NotKept, env: TurnEnv): Thread {
  if (why === 'kind') return thread;
  const { begeleider, confidant } = namesAround(thread, env);
  const confidential = line.confidential === true;
  const params = { reader: confidential ? confidant : begeleider };
  const told = tell(thread, { key: `app.not_kept.${why}`, params }, env);
  return saidAbout(thread, told, { alert: line.alert ?? null, confidential });
}

/** Tells the alert that shows a file what became of it. */
export const toAlert = (
  thread: Thread,
  { file, alert }: Pick<OfFile, 'file' | 'alert'>,
  news: FileNews,
  env: TurnEnv,
): Thread => (alert === null ? thread : addJob(thread, { type: 'alert_file', alert, file, news }, env));

const has = ({ files }: Line, file: string): boolean => (files ?? []).some(({ id }) => id === file);

/** The line that a file came with; null when it has left the thread, or was erased. */
export const lineWith = (thread: Thread, file: string): Line | null =>
  talksIn(thread)
    .flatMap((talk) => talk.transcript)
    .find((line) => has(line, file)) ?? null;

/** Changes a line, wherever in the thread it stands. */
export function changeLineWith(thread: Thread, file: string, change: (line: Line) => Line): Thread {
  const inTalk = (talk: Talk): Talk =>
    talk.transcript.some((line) => has(line, file))
      ? { ...talk, transcript: talk.transcript.map((line) => (has(line, file) ? change(line) : line)) }
      : talk;
  const { talk, ended } = thread;
  return { ...thread, talk: talk === null ? null : inTalk(talk), ended: ended.map(inTalk) };
}

/** Changes a file in its line. */
export const changeFile = (thread: Thread, file: string, change: (known: LineFile) => LineFile): Thread =>
  changeLineWith(thread, file, (line) => ({
    ...line,
    files: (line.files ?? []).map((one) => (one.id === file ? change(one) : one)),
  }));
