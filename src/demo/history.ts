import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { recordDay } from '../app/days/ledger.js';
import { threadItem } from '../app/conversation/thread-items.js';
import { refs } from '../app/refs.js';
import { noteStanding } from '../core/days/standing.js';
import { noJudgements, verdicts, withDone, withJudgement } from '../core/history/judgement.js';
import { noNotes, withNote } from '../core/history/notes.js';
import { noShares, withAsked } from '../core/history/shares.js';
import { dateAfter, isFree, localDate, timeOn } from '../core/school/calendar.js';
import type { School } from '../core/school/school.js';
import type { StandingDay } from '../core/school/standing.js';
import type { Thread } from '../core/thread/thread.js';
import { day, hour } from '../core/time.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';
import { pastSchema, reflectionOfPast, talkOfPast, type Past } from './past-day.js';

const historySchema = z.object({
  noor: z.array(pastSchema),
  daan: z.array(pastSchema),
  judged: z.record(
    z.string(),
    z.array(z.object({ assignment: z.number(), verdict: z.enum(verdicts), sentence: z.string() })),
  ),
  notes: z.record(z.string(), z.array(z.object({ by: z.string(), text: z.string() }))),
});
type History = z.infer<typeof historySchema>;

type Deps = { store: Store; clock: Clock; school: School };

/** As long as the demo can be played with. */
const kept = 365 * day;

/** The made-up students whose weeks are written down. */
type Told = 'noor' | 'daan';

/**
 * Puts down what made-up students told in the weeks before, once: the pages of the staff have something to show.
 * @param as Whose weeks each student gets.
 */
export async function seedHistory(
  deps: Deps,
  as: Readonly<Record<string, Told>> = { noor: 'noor', daan: 'daan' },
): Promise<void> {
  const path = join(import.meta.dirname, 'school', 'history.yaml');
  const history = historySchema.parse(parse(await readFile(path, 'utf8')));
  for (const [student, told] of Object.entries(as)) {
    const stored = await deps.store.get<Thread>(refs.thread(deps.school.id, student));
    if (stored === null || stored.body.standing?.lastFinished != null) continue;
    const past = history[told].map((one) => dated(deps, stored.body, one));
    for (const [index, one] of past.entries()) await putPast(deps, stored.body, one, index);
    await putJudgements(deps, stored.body, past, history.judged[told] ?? []);
    await putNotes(deps, stored.body, history.notes[told] ?? []);
    await putShares(deps, stored.body, past);
    const thread = remembering(withStanding(stored.body, past, deps.clock.now()), past);
    await deps.store.put(threadItem(deps.school, thread), { etag: stored.etag });
  }
}

export type Dated = Past & { date: string; at: number };

/** The practice day so many practice days before today. */
function dated({ school, clock }: Deps, thread: Thread, past: Past): Dated {
  const weekday = thread.profile.weekday ?? 2;
  let date = localDate(school, clock.now());
  for (let left = past.weeks; left > 0;) {
    date = dateAfter(date, -1);
    if (new Date(`${date}T12:00:00Z`).getUTCDay() === weekday % 7 && !isFree(school, date)) left -= 1;
  }
  return { ...past, date, at: timeOn(school, date, '16:20') };
}

async function putPast({ store, school }: Deps, thread: Thread, past: Dated, index: number): Promise<void> {
  const { date, at, status, reason = null, assignment } = past;
  const { begeleider, mentor, sector, company } = thread.profile;
  const id = `${school.id}:day:${date}:${thread.person}`;
  await recordDay(store, school.id, {
    ...{ id, student: thread.person, date, status, reason, assignment, at },
    ...{ begeleider, mentor, sector, company, revision: 1 },
  });
  if (past.moment === undefined) return;
  const talk = talkOfPast(thread, past, index);
  const expiresAt = at + kept;
  const body = { v: 1, person: thread.person, talk };
  const sort = String(talk.endedAt).padStart(15, '0');
  await store.put({ ...refs.talk(thread.id, talk.id), body, sort, expiresAt }, { absent: true });
  const reflection = reflectionOfPast(past, talk.id);
  const item = { ...refs.reflection(thread.id, talk.id), body: reflection, sort: `${date} ${reflection.at}` };
  await store.put({ ...item, expiresAt }, { absent: true });
}

async function putJudgements(
  { store, clock }: Deps,
  thread: Thread,
  past: readonly Dated[],
  judged: History['judged'][string],
): Promise<void> {
  let body = noJudgements(thread.person);
  past.forEach(({ assignment, at, moment }, index) => {
    if (typeof assignment === 'number' && moment !== undefined)
      body = withDone(body, { number: assignment, at, talk: `${thread.id}:past-${index}` });
  });
  for (const { assignment: number, verdict, sentence } of judged) {
    const at = (past.find((one) => one.assignment === number)?.at ?? clock.now()) + 2 * day;
    const { sector } = thread.profile;
    const title = titles[number] ?? '';
    body = withJudgement(body, {
      ...{ number, title, sector: sector ?? '', verdict, sentence, by: thread.profile.begeleider ?? '', at },
    });
  }
  await store.put({ ...refs.judgements(thread.id), body }, { absent: true });
}

/** As the catalogue of the shop has them (dialogs/assignments/retail.yaml). */
const titles: Readonly<Record<number, string>> = {
  1: 'Rondje winkel',
  3: 'Spiegelen',
  5: 'Datum controleren',
  6: 'Klant de weg wijzen',
};

async function putNotes(
  { store, clock }: Deps,
  thread: Thread,
  notes: History['notes'][string],
): Promise<void> {
  const body = notes.reduce(
    (before, { by, text }, index) =>
      withNote(
        before,
        { do: 'add', id: `note-${index}`, text },
        by,
        clock.now() - (index + 1) * day - 3 * hour,
      ),
    noNotes(thread.person),
  );
  await store.put({ ...refs.notes(thread.id), body }, { absent: true });
}

/** What waits for the begeleider, before others may read it. */
async function putShares({ store }: Deps, thread: Thread, past: readonly Dated[]): Promise<void> {
  const shares = past.reduce(
    (before, { share, assignment, at }) =>
      share === undefined || typeof assignment !== 'number'
        ? before
        : withAsked(before, { sector: thread.profile.sector ?? '', number: assignment, text: share, at }),
    noShares(thread.person),
  );
  await store.put({ ...refs.shares(thread.id), body: shares }, { absent: true });
}

/** The next talk goes on where the last one ended. */
function remembering(thread: Thread, past: readonly Dated[]): Thread {
  const finished = past.filter(({ status }) => status === 'completed').length;
  const lastIntention = past.findLast(({ next }) => next !== undefined)?.next ?? '';
  return { ...thread, history: { ...thread.history, finished, lastIntention } };
}

/** What the list of students says of the last weeks. */
function withStanding(thread: Thread, past: readonly Dated[], now: number): Thread {
  const days = past
    .slice(-5)
    .map(({ date, status, reason = null, assignment, short = 0, moment }): StandingDay => ({
      ...{ date, phase: 'over', status, reason, assignment, undelivered: null },
      short: moment === undefined ? null : short,
      unread: moment === undefined ? null : 0,
    }));
  const lastFinished = past.findLast(({ status }) => status === 'completed')?.date ?? null;
  const standing = { days, lastFinished, under: [], former: [] };
  const { settings } = thread;
  const introducedAt = settings.introducedAt ?? past[0]?.at ?? now;
  return noteStanding(null, { ...thread, standing, settings: { ...settings, introducedAt } }, now);
}
