import { shorten } from '../../script/params.js';
import { reword } from '../../script/reword.js';
import { readState } from '../../script/state.js';
import type { Instant } from '../../time.js';
import { threadLimits } from '../env.js';
import type { Inbound } from '../message.js';
import { talksIn, type Talk, type Thread } from '../thread.js';
import type { Line } from '../transcript.js';

/** Other words for a message that was sent before; null takes it away. */
export type WordChange = { of: string; text: string | null; at: Instant; writtenAt: Instant };

/** What a change of words met: the open talk, one that is over, nothing that is still here, or newer words. */
type ChangeMet = 'open' | 'over' | 'unknown' | 'stale';

/** A change of words that was taken in: what it is, and what it met. */
export type Changed = WordChange & { met: ChangeMet };

/** What goes with the line, where the new words were judged. */
type LineNews = Partial<Pick<Line, 'alert' | 'confidential' | 'effort' | 'unread'>>;

/** Wordings that are kept beside a line: the first, and the last of the others. */
const wordingsLimit = 10;

/** The change that a message brings, or null. */
export function changeOf({ content, at, writtenAt }: Inbound): WordChange | null {
  if (content.type !== 'edit' && content.type !== 'deleted') return null;
  const text = content.type === 'edit' ? content.text.slice(0, threadLimits.message).toWellFormed() : null;
  return { of: content.of, text, at, writtenAt: writtenAt ?? at };
}

/** Changes the words where they stand in the thread, with what is kept of them in a talk that is over. */
export function changeWords(
  thread: Thread,
  change: WordChange,
  news: LineNews = {},
): { thread: Thread; met: ChangeMet } {
  const { talk, ended } = thread;
  const where = talksIn(thread).find((one) => lineIn(one, change.of) !== null);
  const line = where === undefined ? null : lineIn(where, change.of);
  if (where === undefined || line === null)
    return { thread: change.text === null ? withoutCopies(thread, change) : thread, met: 'unknown' };
  if (isStale(line, change)) return { thread, met: 'stale' };
  if (where === talk) {
    const gone = change.text === null ? wordingsOf(line) : [];
    const question = withoutWords(talk.question, gone);
    const changed = { ...talk, question, transcript: changedLines(talk.transcript, change, news) };
    return { thread: withoutIntention({ ...thread, talk: changed }, gone), met: 'open' };
  }
  const { talk: over, intention } = changeTalk(where, change, news);
  return {
    thread: {
      ...withIntention(thread, intention),
      ended: ended.map((one) => (one === where ? over : one)),
    },
    met: 'over',
  };
}

/** Other words for a message that had left stand on lines of their own: they go with it. */
function withoutCopies(thread: Thread, change: WordChange): Thread {
  const bare = (talk: Talk): Talk => ({ ...talk, transcript: changedLines(talk.transcript, change, {}) });
  return {
    ...thread,
    talk: thread.talk === null ? null : bare(thread.talk),
    ended: thread.ended.map(bare),
  };
}

/** A wording of the student's intention that was changed, where he kept one. */
export type IntentionChange = { was: string; is: string };

/** A talk in which words were changed, and what else was made of them; `shared`: for others to read. */
type ChangedTalk = {
  talk: Talk;
  intention: IntentionChange | null;
  shared: { number: number; text: string } | null;
};

/** The same for a talk that is over: its transcript, and what its answers say. */
export function changeTalk(talk: Talk, change: WordChange, news: LineNews = {}): ChangedTalk {
  const transcript = changedLines(talk.transcript, change, news);
  const read = readState(talk.state);
  if (read.kind !== 'ok') return { talk: { ...talk, transcript }, intention: null, shared: null };
  const { state, saved } = reword(read.state, change.of, change.text, news.effort);
  const intention = saved.find((one) => one.name === 'intention');
  const proud = saved.find((one) => one.name === 'proud');
  const about = sharedIn(talk.state);
  return {
    talk: { ...talk, transcript, state },
    intention: intention === undefined ? null : { was: intention.was, is: String(intention.value) },
    shared: proud === undefined || about === null ? null : { ...about, text: String(proud.value) },
  };
}

/** The assignment about which this talk's student shared what went well; null where he shared nothing. */
export function sharedIn(state: unknown): { number: number } | null {
  const read = readState(state);
  if (read.kind !== 'ok' || read.state.values['share'] !== 'ja') return null;
  const number = Number(read.state.values['assignment']);
  return Number.isInteger(number) ? { number } : null;
}

/** What the next talk begins with follows the words that were changed. */
export function withIntention(thread: Thread, change: IntentionChange | null): Thread {
  const { history } = thread;
  const kept = (text: string): string => text.slice(0, 300).toWellFormed();
  if (change === null || history.lastIntention === '' || history.lastIntention !== kept(change.was))
    return thread;
  return { ...thread, history: { ...history, lastIntention: kept(change.is) } };
}

/** A plan that was taken back before ("verbeter") is of no answer any more: it goes with its message. */
const withoutIntention = (thread: Thread, gone: readonly string[]): Thread =>
  gone.reduce((sofar, was) => withIntention(sofar, { was, is: '' }), thread);

/** The student's line of a message, or null. */
export const lineIn = ({ transcript }: Talk, id: string): Line | null =>
  transcript.find((line) => line.id === id && line.from === 'student') ?? null;

/** The student's line of a message, wherever in the thread it stands; null where it has left. */
export function lineAt(thread: Thread, id: string): Line | null {
  for (const one of talksIn(thread)) {
    const line = lineIn(one, id);
    if (line !== null) return line;
  }
  return null;
}

/** Every line of the thread that holds words of a message. */
export const linesOf = ({ talk, ended }: Thread, id: string): Line[] =>
  [...(talk === null ? [] : [talk]), ...ended].flatMap(({ transcript }) => transcript.filter(isOf(id)));

const isOf =
  (id: string) =>
  (line: Line): boolean =>
    line.from === 'student' && (line.id === id || line.of === id);

/** Whether newer words than these stand there. */
export const isStale = (line: Line, { writtenAt }: Pick<WordChange, 'writtenAt'>): boolean =>
  line.changedAt !== undefined && writtenAt < line.changedAt;

function changedLines(transcript: readonly Line[], change: WordChange, news: LineNews): Line[] {
  const mine = isOf(change.of);
  if (change.text !== null) {
    const { text } = change;
    return transcript.map((line) =>
      mine(line) && line.id === change.of ? reworded(line, text, change, news) : line,
    );
  }
  const gone = transcript.filter(mine).flatMap(wordingsOf);
  return transcript.map((line) => {
    if (mine(line)) return removed(line, change);
    return line.from === 'bot' ? { ...line, text: withoutWords(line.text, gone) } : line;
  });
}

const wordingsOf = (line: Line): string[] => [line.text, ...(line.edits ?? []).map(({ text }) => text)];

function reworded(line: Line, text: string, { at, writtenAt }: WordChange, news: LineNews): Line {
  const { deleted, edits = [], ...kept } = line;
  const same = deleted !== undefined || line.text === text;
  const all = same ? edits : [...edits, { text: line.text, at }];
  const [first, ...others] = all;
  const wordings = first === undefined ? [] : [first, ...others.slice(1 - wordingsLimit)];
  // What was told of the first words stays told: a worry is not taken back by an edit.
  const confidential = line.confidential === true || news.confidential === true;
  const alert = news.alert ?? line.alert;
  return {
    ...kept,
    ...(alert === undefined ? {} : { alert }),
    ...(confidential ? { confidential } : {}),
    ...(news.effort === undefined ? {} : { effort: news.effort }),
    ...(news.unread === true ? { unread: true } : {}),
    ...(wordings.length === 0 ? {} : { edits: wordings }),
    text,
    changedAt: writtenAt,
  };
}

/** The line stays, so that the talk can be followed; its words, its earlier words and its files are gone. */
function removed(line: Line, { at, writtenAt }: WordChange): Line {
  const { edits: _edits, files: _files, ...kept } = line;
  return { ...kept, text: '', deleted: at, changedAt: writtenAt };
}

/** Shorter words stand in any sentence of ours. */
const shortestQuote = 4;

/** A text of ours without what it repeats of the student's words. */
function withoutWords(text: string, words: readonly string[]): string {
  return words
    .flatMap((one) => [one, shorten(one)])
    .filter((one) => one.trim().length >= shortestQuote)
    .reduce((sofar, one) => sofar.replaceAll(one, '…'), text);
}
