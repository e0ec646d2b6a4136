import {
  progressOf,
  sameAs,
  withJudgement,
  noJudgements,
  readJudgements,
  type Judgements,
  type NewJudgement,
  type WorkVerdict,
} from '../../core/history/judgement.js';
import { readReflection } from '../../core/history/reflection.js';
import type { JudgingView, ToJudge } from '../../core/history/view.js';
import { localDate } from '../../core/school/calendar.js';
import type { TextRef } from '../../core/script/effect.js';
import { assignmentIn, type Assignment } from '../../core/script/model.js';
import { may } from '../../core/school/access.js';
import type { Standing } from '../../core/school/standing.js';
import { threadId } from '../../core/thread/thread.js';
import { post } from '../conversation/posts.js';
import { longestRetention } from '../conversation/archive.js';
import type { Handlers } from '../handlers.js';
import { changeItem } from '../items.js';
import { refs } from '../refs.js';
import { judgementsOf } from './history.js';
import { shownStudent } from './shown.js';
import { standingsSeenBy } from './students.js';
import { lookAt, type HistoryDeps, type Looking } from './subject.js';

/** Letters of the sentence for the student. */
export const sentenceLimit = 300;

/** What waits to be judged by this member of staff, the longest waiting first. */
export const toJudge = async (deps: HistoryDeps, viewer: string): Promise<ToJudge[]> =>
  deps.school.judging ? toJudgeOf(deps, viewer, await standingsSeenBy(deps, viewer)) : [];

/** The same among students whose standings are known: one small read for each that he may judge. */
export async function toJudgeOf(
  deps: HistoryDeps,
  viewer: string,
  standings: readonly Standing[],
): Promise<ToJudge[]> {
  const { school, contents } = deps;
  if (!school.judging) return [];
  const directory = await deps.directory.read();
  const own = standings.filter(({ begeleider, mentor }) =>
    may(directory, viewer, 'assignment: judge', { circle: { begeleider, mentor } }),
  );
  const found = await Promise.all(
    own.map(async ({ student, name, sector }): Promise<ToJudge[]> => {
      const judgements = await judgementsOf(deps, threadId(school.id, student), student);
      return progressOf(judgements, school.sufficient).waiting.map((number) => ({
        ...{ student, name, number },
        title: assignmentIn(contents.current, sector, number)?.title ?? '',
        since: judgements.done.findLast((one) => one.number === number)?.at ?? 0,
      }));
    }),
  );
  return found.flat().sort((a, b) => a.since - b.since);
}

const reflectionsRead = 200;

/** The work of one assignment; null where he may not judge it, or the catalogue has no such number. */
export async function judgingOf(
  deps: HistoryDeps,
  viewer: string,
  student: string,
  number: number,
): Promise<JudgingView | null> {
  const looking = await lookToJudge(deps, viewer, student);
  const assignment = looking === null ? null : assignmentOf(deps, looking, number);
  if (looking === null || assignment === null) return null;
  const { thread, nameOf } = looking;
  const judgements = await judgementsOf(deps, thread.id, student);
  const page = await deps.store.list({
    ...{ partition: thread.id, kind: 'reflection', order: 'desc', limit: reflectionsRead },
  });
  const done = page.items
    .map(({ body }) => readReflection(body))
    .filter((one) => one.assignment === number)
    .map(({ date, at, words }) => ({
      date: date ?? localDate(deps.school, at),
      // What he did, and nothing of how he felt or what he learned about himself.
      words: words.flatMap(({ subject, text }) =>
        subject === 'moment' || subject === 'skill' ? [text] : [],
      ),
    }));
  const { id, name, company } = shownStudent(looking);
  const { title, task } = assignment;
  return {
    student: { id, name, company },
    assignment: { number, title, task, sector: thread.profile.sector ?? '' },
    ...{ done, nameOf },
    judgement: judgements.judgements.find((one) => one.number === number) ?? null,
    progress: progressOf(judgements, deps.school.sufficient),
  };
}

export type Judged = 'saved' | 'same' | 'refused' | 'unknown_assignment';

/**
 * Judges an assignment: kept with what stood there before, and told to the student in his own chat. The same twice is
 * one judgement and one message.
 */
export async function judge(
  handlers: Handlers,
  viewer: string,
  student: string,
  number: number,
  { verdict, sentence }: { verdict: WorkVerdict; sentence: string },
): Promise<Judged> {
  const { deps } = handlers;
  const looking = await lookToJudge(deps, viewer, student);
  if (looking === null) return 'refused';
  const assignment = assignmentOf(deps, looking, number);
  if (assignment === null) return 'unknown_assignment';
  const { thread } = looking;
  const at = deps.clock.now();
  const news: NewJudgement = {
    ...{ number, title: assignment.title, sector: thread.profile.sector ?? '', verdict, by: viewer, at },
    sentence: sentence.trim().slice(0, sentenceLimit).toWellFormed(),
  };
  const kept: { told: NewJudgement; judgements: Judgements } = {
    told: news,
    judgements: noJudgements(student),
  };
  await changeItem(deps.store, refs.judgements(thread.id), (stored) => {
    const before = stored === null ? noJudgements(student) : readJudgements(stored.body);
    const known = before.judgements.find((one) => one.number === number);
    kept.told = known !== undefined && sameAs(known, news) ? { ...news, at: known.at } : news;
    kept.judgements = withJudgement(before, kept.told);
    return kept.judgements === before ? null : { body: kept.judgements, expiresAt: at + longestRetention };
  });
  // Told again where the first time broke off: the same judgement has the same entry.
  await tell(handlers, looking, kept.told, kept.judgements);
  return kept.told === news ? 'saved' : 'same';
}

async function tell(
  handlers: Handlers,
  { thread, nameOf }: Looking,
  news: NewJudgement,
  judgements: Judgements,
): Promise<void> {
  const progress = progressOf(judgements, handlers.deps.school.sufficient);
  const { number, title, verdict, sentence, by, at } = news;
  const params: TextRef['params'] = {
    ...{ number, title, reader: nameOf(by), sufficient: progress.sufficient },
    ...{ still: waitingText(progress.waiting.length), needed: progress.needed, of: progress.of, sentence },
  };
  const name = `oordeel.${verdict}${sentence === '' ? '' : '_zin'}`;
  await post(handlers, {
    ...{ entry: `${thread.id}:judgement:${number}:${at}`, to: thread.person, urgent: false, report: null },
    body: { kind: 'text', text: { key: name, params }, unasked: true },
  });
}

const waitingText = (waiting: number): TextRef => ({
  key: `oordeel.wacht_${waiting < 2 ? waiting : 'n'}`,
  params: { waiting },
});

async function lookToJudge(deps: HistoryDeps, viewer: string, student: string): Promise<Looking | null> {
  const looking = deps.school.judging ? await lookAt(deps, viewer, student) : null;
  return looking?.may('assignment: judge') === true ? looking : null;
}

const assignmentOf = (deps: HistoryDeps, { thread }: Looking, number: number): Assignment | null =>
  assignmentIn(deps.contents.current, thread.profile.sector, number);
