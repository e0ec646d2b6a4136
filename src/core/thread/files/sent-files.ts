import { isAnswer, type FileKind } from '../../media/kinds.js';
import type { AlertFile } from '../../alerts/types.js';
import { answersWorry, turnTalk } from '../talk/talk.js';
import { greet, resumeAfter, tell } from '../turn/answering.js';
import type { TurnEnv } from '../env.js';
import { gather, noteAnswer } from '../turn/fragments.js';
import { addJob } from '../job.js';
import type { Inbound, InboundContent } from '../message.js';
import { languageOf, type Thread } from '../thread.js';
import type { Line, LineFile } from '../transcript.js';

type Media = Extract<InboundContent, { type: 'media' }>;

/** What a file of a message is called, in its line, in the store and in addresses of pages. */
export const fileId = (thread: Thread, message: string, index: number): string =>
  `${thread.id}:file:${message}:${index}`;

/** The files of a message as its line keeps them: those of a kind that is kept wait to be fetched. */
export const lineFiles = (thread: Thread, message: string, { files }: Media): LineFile[] =>
  files.map(({ kind, source }, index) => ({
    ...{ id: fileId(thread, message, index), kind },
    ...(isAnswer(kind) && source !== null
      ? { state: 'waiting' as const }
      : { state: 'not_kept' as const, why: isAnswer(kind) ? ('gone' as const) : ('kind' as const) }),
  }));

/** The files of a message as its alert shows them; nothing for a message without. */
export function onAlert(
  thread: Thread,
  { providerId, content }: Inbound,
): { files?: AlertFile[]; captioned?: true } {
  if (content.type !== 'media') return {};
  const files = lineFiles(thread, providerId, content).map(({ id, kind }) => ({ id, kind }));
  return { files, ...(content.caption === '' ? {} : { captioned: true }) };
}

/** What the staff read in place of words: what was sent, and what was written with it. */
export function inWordsOfStaff(content: InboundContent, words: string, env: TurnEnv): string {
  if (content.type !== 'media') return words;
  const named = content.files.map(({ kind }) =>
    env.render(env.current, 'nl', { key: `card.file.${kind}`, params: {} }),
  );
  return [...named, ...(words === '' ? [] : [words])].join('\n');
}

/**
 * Puts the fetching of each file down, to be done after the commit; what is never kept is only taken off the provider.
 * `alert`: on which what becomes of it is told to staff.
 */
export function fetchLater(
  thread: Thread,
  { providerId: message, channel, at, content }: Inbound,
  { alert, question }: { alert: string | null; question: string },
  env: TurnEnv,
): Thread {
  if (content.type !== 'media') return thread;
  return content.files.reduce((sofar, { kind, source, mime }, index) => {
    if (source === null) return sofar;
    if (!isAnswer(kind)) return addJob(sofar, { type: 'drop_file', channel, source }, env, fetchAfter);
    const task = { type: 'keep_file' as const, file: fileId(thread, message, index), message, channel };
    return addJob(sofar, { ...task, kind, mime, source, at, alert, question }, env, fetchAfter);
  }, thread);
}

/** The messages of the turn go out first: a slow file must not hold up what becomes of them. */
const fetchAfter = 1000;

/** What the student reads about what he sent: of several things, about the one that says most. */
export const fileNotice = ({ files }: Media): string => {
  const kinds = files.map(({ kind }) => kind);
  const first = kinds.find(isAnswer) ?? kinds[0] ?? 'other';
  return `app.file.${first}`;
};

/** A voice note or a picture stands for words: how the answer reads until somebody has listened. */
export function standsFor(thread: Thread, kind: 'voice' | 'picture', number: number, env: TurnEnv): string {
  return env.render(env.current, languageOf(thread), { key: `app.file.answer.${kind}`, params: { number } });
}

/** How many files of a kind are in the open talk, up to and with this message: each answer has its own number. */
export function numberOf(thread: Thread, message: string, kind: FileKind): number {
  const lines: readonly Line[] = thread.talk?.transcript ?? [];
  const upTo = lines.findIndex((one) => one.id === message);
  const said = upTo === -1 ? lines : lines.slice(0, upTo + 1);
  return said.reduce((sum, line) => sum + Number((line.files ?? []).some((file) => file.kind === kind)), 0);
}

/**
 * Answers a message that is only files. A voice note or a picture is an answer to an open question in words, and the
 * talk goes on; a question with buttons is asked again. Everything else is thanked for.
 */
export function answerWithFiles(thread: Thread, message: string, content: Media, env: TurnEnv): Thread {
  const { talk } = thread;
  const kind = content.files.map((file) => file.kind).find(isAnswer);
  const thanked = (): Thread => tell(thread, fileNotice(content), env);
  if (kind === undefined) return thanked();
  if (thread.settings.stoppedAt !== null) return thanked();
  if (talk === null) return greet(thanked(), env);
  if (talk.closed || talk.question === '' || answersWorry(talk)) return resumeAfter(thanked(), env);
  const text = standsFor(thread, kind, numberOf(thread, message, kind), env);
  const piece = { id: message, text };
  const waiting = thread.fragments?.parts ?? [];
  const waits = gather(thread, piece, { effort: 'ok', depth: 0, unread: true }, env);
  // Several in a row are thanked for once.
  if (waits !== null) {
    const again = waiting.some(({ id }) => hasFiles(thread, id));
    return again ? waits : tell(waits, fileNotice(content), env);
  }
  const answer = { type: 'answer', text, choice: null, effort: 'ok', depth: 0, unread: true } as const;
  return noteAnswer(turnTalk(thanked(), { ...answer, parts: [piece] }, env), talk.id, env);
}

const hasFiles = ({ talk }: Thread, line: string): boolean =>
  talk?.transcript.some((one) => one.id === line && one.files !== undefined) === true;
