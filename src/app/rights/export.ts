import { everyItem } from '../items.js';
import { z } from 'zod';
import { exportedAlert, type Look, type PersonExport } from '../../core/rights/person-export.js';
import { readJudgements } from '../../core/history/judgement.js';
import { readShares } from '../../core/history/shares.js';
import { readNotes } from '../../core/history/notes.js';
import { readAlert } from '../../core/alerts/alert.js';
import { dayId, dayRecordSchema, type DayRecord } from '../../core/school/day-record.js';
import { personSchema, type Directory, type Person } from '../../core/school/people.js';
import { readThread } from '../../core/thread/read-thread.js';
import { languageOf, threadId, type Talk, type Thread } from '../../core/thread/thread.js';
import type { KeptTalk } from '../conversation/archive.js';
import type { Deps } from '../deps.js';
import { filesOf } from '../media/files.js';
import { codesIn, joinCodeBody } from '../joining/join-codes.js';
import { refs } from '../refs.js';
import { termAfter } from '../conversation/thread-items.js';
import { undeliveredSchema } from '../conversation/undelivered.js';

type ExportDeps = Pick<Deps, 'store' | 'school' | 'clock' | 'directory'>;

/** Everything that is kept about a student; null for nobody, and for staff. */
export async function exportOf(deps: ExportDeps, id: string): Promise<PersonExport | null> {
  const { store, school, clock } = deps;
  const listed = personSchema.safeParse((await store.get(refs.person(school.id, id, ['student'])))?.body);
  const person = listed.success ? listed.data : null;
  const thread = await threadOf(deps, id);
  if (person === null && thread === null) return null;
  const directory = await deps.directory.read();
  const leftAt = thread?.leftAt ?? null;
  return {
    madeAt: clock.now(),
    school: school.name,
    person,
    around: around(person, directory),
    language: thread === null ? (person?.language ?? 'nl') : languageOf(thread),
    settings: thread?.settings ?? null,
    addresses: thread?.addresses ?? [],
    remembered: thread?.history ?? null,
    days: await daysOf(deps, id, thread),
    talks: await talksOf(deps, id, thread),
    alerts: await alertsOf(deps, id, directory),
    files: await filesOf(deps.store, threadId(school.id, id)),
    looks: await looksAt(deps, id),
    waiting:
      thread?.outbox.filter((entry) => entry.status === 'pending' || entry.status === 'held').length ?? 0,
    undelivered: await undeliveredTo(deps, id),
    codes: await codesOf(deps, id),
    ...(await keptByStaff(deps, id, directory)),
    keptUntil: leftAt === null ? null : termAfter(school, leftAt),
    monthsAfterLeaving: school.retentionMonths,
  };
}

async function threadOf({ store, school }: ExportDeps, id: string): Promise<Thread | null> {
  const stored = await store.get(refs.thread(school.id, id));
  const read = stored === null ? null : readThread(stored.body);
  return read?.kind === 'ok' && read.thread.profile.roles.includes('student') ? read.thread : null;
}

const nameIn =
  (directory: Directory) =>
  (id: string): string =>
    directory.get(id)?.name ?? id;

function around(person: Person | null, directory: Directory): PersonExport['around'] {
  const name = (id: string | null): string | null => (id === null ? null : nameIn(directory)(id));
  return {
    begeleider: name(person?.begeleider ?? null),
    mentor: name(person?.mentor ?? null),
    praktijkopleider: name(person?.praktijkopleider ?? null),
    backups: (person?.backups ?? []).map(nameIn(directory)),
  };
}

/** His own copies of the days that are over, and from the ledger the ones that are not. */
async function daysOf({ store, school }: ExportDeps, id: string, thread: Thread | null) {
  const days = new Map<string, DayRecord>();
  for await (const item of everyItem(store, { partition: threadId(school.id, id), kind: 'day' })) {
    const record = dayRecordSchema.parse(item.body);
    days.set(record.date, record);
  }
  for (const { date } of thread?.days ?? []) {
    if (days.has(date)) continue;
    const stored = await store.get(refs.day(school.id, dayId(school.id, id, date), date));
    if (stored !== null) days.set(date, dayRecordSchema.parse(stored.body));
  }
  return [...days.values()]
    .sort((a, b) => a.date.localeCompare(b.date))
    .map(({ date, status, reason, assignment, history }) => ({ date, status, reason, assignment, history }));
}

async function talksOf({ store, school }: ExportDeps, id: string, thread: Thread | null): Promise<Talk[]> {
  const talks = new Map<string, Talk>();
  for await (const { body } of everyItem<KeptTalk>(store, {
    partition: threadId(school.id, id),
    kind: 'talk',
  }))
    talks.set(body.talk.id, body.talk);
  for (const talk of thread?.ended ?? []) talks.set(talk.id, talk);
  if (thread?.talk != null) talks.set(thread.talk.id, thread.talk);
  return [...talks.values()].sort((a, b) => a.openedAt - b.openedAt);
}

async function alertsOf({ store, school }: ExportDeps, id: string, directory: Directory) {
  const alerts: PersonExport['alerts'] = [];
  for await (const { body } of everyItem(store, { partition: threadId(school.id, id), kind: 'alert' })) {
    const alert = readAlert(body);
    if (alert !== null) alerts.push(exportedAlert(alert, nameIn(directory)));
  }
  return alerts;
}

const lookBody = z.object({ by: z.string(), at: z.number(), what: z.string() });

async function looksAt({ store, school }: ExportDeps, id: string): Promise<Look[]> {
  const looks: Look[] = [];
  for await (const { body } of everyItem(store, { partition: threadId(school.id, id), kind: 'look' }))
    looks.push(lookBody.parse(body));
  return looks;
}

async function keptByStaff(
  { store, school }: ExportDeps,
  id: string,
  directory: Directory,
): Promise<Pick<PersonExport, 'judgements' | 'notes' | 'shares'>> {
  const thread = threadId(school.id, id);
  const name = nameIn(directory);
  const judged = await store.get(refs.judgements(thread));
  const noted = await store.get(refs.notes(thread));
  const shared = await store.get(refs.shares(thread));
  return {
    judgements: (judged === null ? [] : readJudgements(judged.body).judgements).map(
      ({ number, title, verdict, sentence, at, by, earlier }) => ({
        ...{ number, title, verdict, sentence, at, name: name(by) },
        earlier: earlier.map((one) => ({ verdict: one.verdict, sentence: one.sentence, at: one.at })),
      }),
    ),
    shares: (shared === null ? [] : readShares(shared.body).shares).map(({ number, text, at, status }) => ({
      ...{ number, text, at, status },
    })),
    notes: (noted === null ? [] : readNotes(noted.body).notes).map(({ by, at, text }) => ({
      ...{ name: name(by), at, text },
    })),
  };
}

async function undeliveredTo({ store, school }: ExportDeps, id: string) {
  const found: PersonExport['undelivered'] = [];
  const { partition } = refs.undelivered(school.id, '');
  for await (const { body } of everyItem(store, { partition, kind: 'undelivered' })) {
    const { person, at, reason } = undeliveredSchema.parse(body);
    if (person === id) found.push({ at, reason });
  }
  return found;
}

async function codesOf({ store, school }: ExportDeps, id: string) {
  const codes: PersonExport['codes'] = [];
  const latest = await store.get(refs.latestCode(school.id, id));
  for (const hash of codesIn(latest?.body)) {
    const code = joinCodeBody.safeParse((await store.get(refs.code(school.id, hash)))?.body);
    if (!code.success) continue;
    const { madeAt, expiresAt, usedAt } = code.data;
    codes.push({ madeAt, expiresAt, usedAt });
  }
  return codes;
}
