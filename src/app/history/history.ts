import { noJudgements, progressOf, readJudgements, type Judgements } from '../../core/history/judgement.js';
import { noNotes, readNotes } from '../../core/history/notes.js';
import { readReflection, type Reflection } from '../../core/history/reflection.js';
import { noShares, readShares } from '../../core/history/shares.js';
import {
  findingsOf,
  intentionsOf,
  participationOf,
  ratingSeries,
  timelineOf,
  type TimelineDay,
} from '../../core/history/timeline.js';
import type { HistoryView } from '../../core/history/view.js';
import { assignmentIn } from '../../core/script/model.js';
import { readAlert } from '../../core/alerts/alert.js';
import type { Alert } from '../../core/alerts/state.js';
import { localDate } from '../../core/school/calendar.js';
import { dayRecordSchema, type DayRecord } from '../../core/school/day-record.js';
import { mayBeWrittenTo } from '../../core/thread/turn/staff-reply.js';
import type { Kind } from '../../ports/store.js';
import { recordLook } from '../rights/rights.js';
import { refs } from '../refs.js';
import { rightsOf, shownAlert, shownStudent } from './shown.js';
import { lookAt, type HistoryDeps, type Looking } from './subject.js';

/** Practice days on a page: a school year has at most forty. */
const pageSize = 40;
/** Short talks may stand beside the reflection of a day. */
const reflectionsOnPage = 80;
const alertsShown = 100;

/**
 * A student's time line, as far as this member of staff may see it; null where he may not, or there is no such
 * student. Three queries, however many years there are; the look is recorded.
 * @param before Only what is older than this date (YYYY-MM-DD).
 */
export async function historyOf(
  deps: HistoryDeps,
  viewer: string,
  student: string,
  before?: string,
): Promise<HistoryView | null> {
  const looking = await lookAt(deps, viewer, student);
  if (looking === null || !looking.may('timeline: see')) return null;
  const { thread } = looking;
  const [page, alerts, judgements, notes, shares] = await Promise.all([
    pageBefore(deps, thread.id, before),
    alertsAbout(deps, thread.id),
    judgementsOf(deps, thread.id, student),
    deps.store.get(refs.notes(thread.id)),
    deps.store.get(refs.shares(thread.id)),
  ]);
  await recordLook(deps, student, { by: viewer, what: 'history' });
  const { days: timeline, older } = drawn(deps, looking, page, judgements);
  return {
    student: shownStudent(looking),
    rights: rightsOf(looking),
    days: timeline,
    ratings: ratingSeries(timeline),
    participation: participationOf(timeline),
    findings: findingsOf(timeline),
    intentions: intentionsOf(timeline),
    notes: looking.may('notes: see') ? shownNotes(looking, viewer, notes?.body, student) : [],
    alerts: alerts.filter((one) => looking.may('worry: see', one)).map(shownAlert),
    shares: looking.may('sharing: decide') ? shownShares(deps, looking, shares?.body) : [],
    progress: deps.school.judging ? progressOf(judgements, deps.school.sufficient) : null,
    reachable: looking.may('student: write to') && mayBeWrittenTo(thread),
    older,
  };
}

const dateOf = ({ school }: HistoryDeps, { date, at }: Reflection): string => date ?? localDate(school, at);

/** Which answers stayed short is for the begeleider only. */
const seenBy = ({ may }: Looking, reflections: readonly Reflection[]): Reflection[] =>
  may('short answers: see') ? [...reflections] : reflections.map((one) => ({ ...one, short: 0, unread: 0 }));

function shownNotes(
  { nameOf }: Looking,
  viewer: string,
  stored: unknown,
  student: string,
): HistoryView['notes'] {
  const { notes } = stored === undefined ? noNotes(student) : readNotes(stored);
  return notes.map(({ by, ...note }) => ({ ...note, by: nameOf(by), mine: by === viewer })).reverse();
}

/** What can still be decided, the newest first. */
function shownShares(deps: HistoryDeps, { thread }: Looking, body: unknown): HistoryView['shares'] {
  const { shares } = body === undefined ? noShares(thread.person) : readShares(body);
  return shares
    .filter(({ status }) => status !== 'withdrawn')
    .map(({ number, text, status, sector }) => ({
      ...{ number, text, status },
      title: assignmentIn(deps.contents.current, sector, number)?.title ?? null,
    }))
    .reverse();
}

type Page = { records: DayRecord[]; reflections: Reflection[]; more: boolean };

/** Days and reflections as they lie in the store, before a date. */
async function pageBefore(deps: HistoryDeps, partition: string, before: string | undefined): Promise<Page> {
  const [days, reflections] = await Promise.all([
    listBefore(deps, partition, 'day', before, pageSize),
    listBefore(deps, partition, 'reflection', before, reflectionsOnPage),
  ]);
  return {
    records: days.items.map(({ body }) => dayRecordSchema.parse(body)),
    reflections: reflections.items.map(({ body }) => readReflection(body)),
    more: days.next !== null,
  };
}

/** A page as this reader sees it, and the date before which there is more; null: this is the oldest. */
function drawn(
  deps: HistoryDeps,
  looking: Looking,
  { records, reflections, more }: Page,
  { judgements }: Judgements,
): { days: TimelineDay[]; older: string | null } {
  const oldest = more ? (records.at(-1)?.date ?? '') : '';
  const { sector } = looking.thread.profile;
  const days = timelineOf({
    days: records,
    reflections: seenBy(looking, reflections).filter((one) => dateOf(deps, one) >= oldest),
    judgements,
    titleOf: (number) => assignmentIn(deps.contents.current, sector, number)?.title ?? null,
    dateOf: (at) => localDate(deps.school, at),
  });
  return { days, older: oldest === '' ? null : oldest };
}

/** The days before a page, for whoever was let in to that page: nothing is asked and no look recorded again. */
export async function daysBefore(
  deps: HistoryDeps,
  looking: Looking,
  judgements: Judgements,
  before: string,
): Promise<{ days: TimelineDay[]; older: string | null }> {
  return drawn(deps, looking, await pageBefore(deps, looking.thread.id, before), judgements);
}

/** Sorts begin with the date, so that a date by itself comes before everything of that day. */
const listBefore = (
  { store }: HistoryDeps,
  partition: string,
  kind: Kind,
  before: string | undefined,
  limit: number,
) =>
  store.list({
    ...{ partition, kind, order: 'desc', limit },
    ...(before === undefined ? {} : { after: { sort: before } }),
  });

/** The alerts about a student, newest first; one that cannot be read is shown to nobody. */
export async function alertsAbout(
  { store }: Pick<HistoryDeps, 'store'>,
  partition: string,
): Promise<Alert[]> {
  const page = await store.list({ partition, kind: 'alert', order: 'desc', limit: alertsShown });
  return page.items.flatMap(({ body }) => readAlert(body) ?? []);
}

export async function judgementsOf(
  { store }: Pick<HistoryDeps, 'store'>,
  thread: string,
  student: string,
): Promise<Judgements> {
  const stored = await store.get(refs.judgements(thread));
  return stored === null ? noJudgements(student) : readJudgements(stored.body);
}
