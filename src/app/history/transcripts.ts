import { shownTranscript, type Reading, type ShownLine } from '../../core/history/transcript.js';
import type { SearchHit, TranscriptView } from '../../core/history/view.js';
import type { Alert } from '../../core/alerts/state.js';
import { talksIn, type Talk } from '../../core/thread/thread.js';
import type { Line } from '../../core/thread/transcript.js';
import type { KeptTalk } from '../conversation/archive.js';
import { everyItem } from '../items.js';
import { recordLook } from '../rights/rights.js';
import { refs } from '../refs.js';
import { alertsAbout } from './history.js';
import { rightsOf, shownStudent } from './shown.js';
import { lookAt, type HistoryDeps, type Looking } from './subject.js';

/**
 * A transcript as this member of staff may see it; null where he may not, or there is none. Whoever was sent a worry
 * sees the conversation that it belongs to. The look is recorded.
 */
export async function transcriptOf(
  deps: HistoryDeps,
  viewer: string,
  student: string,
  talkId: string,
): Promise<TranscriptView | null> {
  const shown = await shownLinesOf(deps, viewer, student, talkId);
  if (shown === null) return null;
  const { looking, talk, lines } = shown;
  await recordLook(deps, student, { by: viewer, what: 'transcript' });
  const { id, script, day, openedAt, endedAt } = talk;
  return {
    student: shownStudent(looking),
    rights: rightsOf(looking),
    talk: { id, script, date: day?.date ?? null, openedAt, endedAt },
    lines,
  };
}

/** The lines of a transcript that this member of staff may see; null where he may not open it, or there is none. */
export async function shownLinesOf(
  deps: HistoryDeps,
  viewer: string,
  student: string,
  talkId: string,
): Promise<{ looking: Looking; talk: Talk; lines: ShownLine[] } | null> {
  const looking = await lookAt(deps, viewer, student);
  if (looking === null) return null;
  const alerts = await alertsAbout(deps, looking.thread.id);
  const talk = await talkOf(deps, looking, talkId);
  if (talk === null || !mayRead(looking, alerts, talk)) return null;
  return { looking, talk, lines: shownTranscript(talk, readingOf(looking, alerts)) };
}

const mayRead = ({ may }: Looking, alerts: readonly Alert[], { id }: Talk): boolean =>
  may('transcript: see') || alerts.some((alert) => alert.talk === id && may('worry: see', alert));

/** One that is still in the thread is newer than its kept copy. */
async function talkOf({ store }: HistoryDeps, { thread }: Looking, id: string): Promise<Talk | null> {
  const found = talksIn(thread).find((one) => one.id === id);
  if (found !== undefined) return found;
  return (await store.get<KeptTalk>(refs.talk(thread.id, id)))?.body.talk ?? null;
}

/** What decides what this reader sees; what no program could judge hides nothing. */
function readingOf({ may }: Looking, alerts: readonly Alert[]): Reading {
  const worries = alerts.filter((alert) => alert.category !== 'unread' || alert.route.confidential);
  const byId = new Map(worries.map((alert) => [alert.id, alert]));
  const byLine = new Map(
    worries.flatMap((alert) => [
      [lineOf(alert), alert.id] as const,
      ...(alert.added ?? []).map(({ id }) => [id, alert.id] as const),
    ]),
  );
  return {
    mayReadWorry: (id) => {
      const alert = byId.get(id);
      return alert !== undefined && may('worry: see', alert);
    },
    // One that is not listed here is treated as what it could be.
    isConfidential: (id) => byId.get(id)?.route.confidential ?? true,
    alertOf: (line) => byLine.get(line) ?? null,
    short: may('short answers: see'),
  };
}

/** An alert is named after its message; that of a second reader, or of a voice note, has a word behind it. */
const lineOf = ({ id, school, student }: Alert): string =>
  id.slice(`${school}:${student}:`.length).replace(/(?::voice)?(?::second)?$/u, '');

const hitLimit = 50;
const talkLimit = 400;
const excerpt = 300;

/**
 * Searches what was said with a student, newest first, in what this reader may see; null where he may see nothing.
 * Upper case and accents make no difference.
 */
export async function searchIn(
  deps: HistoryDeps,
  viewer: string,
  student: string,
  words: string,
): Promise<SearchHit[] | null> {
  const looking = await lookAt(deps, viewer, student);
  if (looking === null || !looking.may('transcript: see')) return null;
  const sought = folded(words.trim());
  await recordLook(deps, student, { by: viewer, what: 'search' });
  if (sought.length < 2) return [];
  const reading = readingOf(looking, await alertsAbout(deps, looking.thread.id));
  const hits: SearchHit[] = [];
  let read = 0;
  for await (const talk of talksOf(deps, looking)) {
    hits.push(...hitsIn(talk, shownTranscript(talk, reading), sought));
    read += 1;
    if (hits.length >= hitLimit || read >= talkLimit) break;
  }
  return hits.slice(0, hitLimit);
}

async function* talksOf({ store }: HistoryDeps, { thread }: Looking): AsyncGenerator<Talk> {
  const here = talksIn(thread).toReversed();
  yield* here;
  const known = new Set(here.map(({ id }) => id));
  const query = { partition: thread.id, kind: 'talk', order: 'desc' } as const;
  for await (const { body } of everyItem<KeptTalk>(store, query))
    if (!known.has(body.talk.id)) yield body.talk;
}

function hitsIn({ id, day }: Talk, lines: readonly ShownLine[], sought: string): SearchHit[] {
  return lines.flatMap((shown) => {
    if (shown.kind === 'hidden') return [];
    const { at, from } = shown.line;
    const text = saidIn(shown.line).find((one) => folded(one).includes(sought));
    if (text === undefined) return [];
    return [{ talk: id, date: day?.date ?? null, at, from, text: around(text, sought) }];
  });
}

/** The words of a line, and what a program heard in its voice notes. */
const saidIn = ({ text, files }: Pick<Line, 'text' | 'files'>): string[] => [
  text,
  ...(files ?? []).flatMap(({ transcript }) => (transcript === undefined ? [] : [transcript.text])),
];

/** The words and what stands around them. */
function around(text: string, sought: string): string {
  if (text.length <= excerpt) return text;
  const from = Math.max(0, folded(text).indexOf(sought) - excerpt / 3);
  return `${from === 0 ? '' : '…'}${text.slice(from, from + excerpt).toWellFormed()}…`;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase('nl');
