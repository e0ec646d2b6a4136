import { changeItem, everyItem, removeItem } from '../items.js';
import { readJudgements } from '../../core/history/judgement.js';
import type { Reflection } from '../../core/history/reflection.js';
import { readAlert } from '../../core/alerts/alert.js';
import { filesOn } from '../../core/alerts/file.js';
import { startOf } from '../../core/school/calendar.js';
import { dayId, dayRecordSchema, type DayRecord } from '../../core/school/day-record.js';
import { isLastSweep } from '../../core/rights/erasure.js';
import { aboutPerson } from '../../core/rights/about.js';
import { opaqueDay } from '../../core/rights/opaque-day.js';
import { threadId } from '../../core/thread/thread.js';
import type { Kind, Stored } from '../../ports/store.js';
import type { KeptTalk } from '../conversation/archive.js';
import { done, type EraseParts, type EraseStep } from './erase-parts.js';
import { sentIn, withAliases } from './erase-person.js';
import type { HeldErasure } from './held-erasure.js';
import { withdrawShares } from '../history/kept-shares.js';
import { codesIn } from '../joining/join-codes.js';
import { refs } from '../refs.js';
import { unlistAlert } from '../alerts/alert-lists.js';
import { undeliveredSchema } from '../conversation/undelivered.js';

/** Removes what lies with the student. A worry that is open stays until somebody handled it. */
export const eraseKept: EraseStep = async (parts, held) => {
  await learnFromKept(parts, held);
  await withdrawShares(parts.deps, held.pending().person);
  const { scope } = held.erasure();
  const kinds: readonly Kind[] = scope === 'all' ? [...said, 'day', 'look', 'code', 'notes'] : said;
  const needed = await filesOfOpenWorries(parts, held);
  for (const kind of kinds) await removeKept(parts, held, kind, needed);
  if (scope === 'all') await keepOnlyJudgements(parts, held);
  return { kind: 'done', waiting: await removeHandled(parts, held) };
};

/** What the student said: his words, and the files that he sent. */
const said: readonly Kind[] = ['talk', 'reflection', 'shares', 'media', 'media_part'];

/** Which days there were and what was sent is known only here: it must not go before it is written down. */
async function learnFromKept({ deps }: EraseParts, held: HeldErasure): Promise<void> {
  const { store, ids } = deps;
  const partition = partitionOf(deps, held);
  const sent: string[] = [];
  for await (const item of everyItem<KeptTalk>(store, { partition, kind: 'talk' }))
    if (isBefore(talkMoment(item.body), held)) sent.push(...sentIn(item.body.talk));
  const dates: string[] = [];
  for await (const item of everyItem(store, { partition, kind: 'day' }))
    dates.push(dayRecordSchema.parse(item.body).date);
  await held.learn({ sent, days: withAliases(dates, ids) });
}

/** What was sent with a worry that is open stays with it: without it nobody could know what it is about. */
async function filesOfOpenWorries({ deps }: EraseParts, held: HeldErasure): Promise<string[]> {
  const files: string[] = [];
  for await (const { body } of everyItem(deps.store, { partition: partitionOf(deps, held), kind: 'alert' })) {
    const alert = readAlert(body);
    if (alert !== null && alert.status !== 'handled') files.push(...filesOn(alert).map(({ id }) => id));
  }
  return files;
}

async function removeKept(
  { deps }: EraseParts,
  held: HeldErasure,
  kind: Kind,
  needed: readonly string[],
): Promise<void> {
  const { store, school } = deps;
  for await (const item of everyItem(store, { partition: partitionOf(deps, held), kind })) {
    if (!isBefore(momentOf(kind, item.body), held)) continue;
    if (needed.some((file) => item.id === file || item.id.startsWith(`${file}:part:`))) continue;
    if (kind === 'code')
      for (const hash of codesIn(item.body)) await removeItem(store, refs.code(school.id, hash));
    await removeItem(store, item);
  }
}

/** Of answers only what was said before goes: the student may be talking again already. */
function isBefore(moment: number | null, held: HeldErasure): boolean {
  const { scope, at } = held.erasure();
  return scope === 'all' || (moment !== null && moment <= at);
}

const talkMoment = ({ talk }: KeptTalk): number => talk.endedAt ?? talk.openedAt;

/** When it was said; nothing for what is not said. What is taken from a talk goes with it, what is shared always. */
function momentOf(kind: Kind, body: unknown): number | null {
  if (kind === 'shares') return 0;
  if (kind === 'talk') return talkMoment(body as KeptTalk);
  return said.includes(kind) ? (body as Pick<Reflection, 'at'>).at : null;
}

/** Judgements are the school's own record and stay; that he did assignments which nobody judged does not. */
async function keepOnlyJudgements({ deps }: EraseParts, held: HeldErasure): Promise<void> {
  const ref = refs.judgements(partitionOf(deps, held));
  const stored = await deps.store.get(ref);
  if (stored === null) return;
  const kept = readJudgements(stored.body);
  if (kept.judgements.length === 0) return removeItem(deps.store, ref);
  await changeItem(deps.store, ref, (now) => {
    const body = now === null ? null : readJudgements(now.body);
    if (body === null || body.done.length === 0) return null;
    return {
      body: { ...body, done: [] },
      ...(now?.expiresAt === undefined ? {} : { expiresAt: now.expiresAt }),
    };
  });
}

/** Removes the worries that are handled and counts the others. One that cannot be read is never taken for handled. */
async function removeHandled({ deps }: EraseParts, held: HeldErasure): Promise<number> {
  const { scope, at } = held.erasure();
  let waiting = 0;
  for await (const item of everyItem(deps.store, { partition: partitionOf(deps, held), kind: 'alert' })) {
    const alert = readAlert(item.body);
    if (scope === 'answers' && alert !== null && alert.at > at) continue;
    // What it still has to tell its readers goes first: nothing of it may turn up later.
    if (alert?.status === 'handled' && alert.jobs.length === 0) {
      await unlistAlert(deps, alert);
      await removeItem(deps.store, item);
    } else waiting += 1;
  }
  return waiting;
}

/** Every record of the ledger about him becomes one about nobody: the totals of each date stay, at every moment. */
export const eraseLedger: EraseStep = async ({ deps }, held) => {
  for (const day of held.pending().days) await eraseDay(deps, held, day);
  return done;
};

type PendingDay = { date: string; alias: string };

/** The record goes at the version that was taken over: what was written meanwhile is taken over first. */
function eraseDay(deps: EraseParts['deps'], held: HeldErasure, day: PendingDay): Promise<void> {
  const { store, school } = deps;
  const id = dayId(school.id, held.pending().person, day.date);
  return removeItem(store, refs.day(school.id, id, day.date), (stored) =>
    takeOver(deps, held, { ...day, insteadOf: id }, stored),
  );
}

/** Puts what a record says of a day into the record that is about nobody. */
async function takeOver(
  { store, school, clock }: EraseParts['deps'],
  held: HeldErasure,
  { date, alias, insteadOf }: PendingDay & { insteadOf: string },
  stored: Stored | null,
): Promise<void> {
  const opaqueRef = refs.day(school.id, dayId(school.id, alias, date), date);
  // Under its version: a write that somebody else was first at is done again, or the day would be lost or stay named.
  await changeItem(store, opaqueRef, (before) => {
    const known = before === null ? null : dayRecordSchema.parse(before.body);
    const record = stored === null ? known : merged(known, dayRecordSchema.parse(stored.body));
    if (record === null) return null;
    const times = { startOfDay: startOf(school, date), now: clock.now() };
    const { insteadOf: _gone, ...last } = opaqueDay(record, school.id, alias, times);
    const body: DayRecord = isLastSweep(held.erasure()) ? last : { ...last, insteadOf };
    const { expiresAt } = stored ?? before ?? {};
    return { body, sort: `${date} ${alias}`, ...(expiresAt === undefined ? {} : { expiresAt }) };
  });
}

/** News that was under way when the first sweep came by belongs to the same day. */
function merged(known: DayRecord | null, record: DayRecord): DayRecord {
  if (known === null) return record;
  if (known.revision >= record.revision) return known;
  return { ...record, history: [...known.history, ...record.history] };
}

/** Takes what is about him off the list of undelivered messages, also cards about him to staff. */
export const eraseUndelivered: EraseStep = async ({ deps }, held) => {
  const { store, school } = deps;
  const { person } = held.pending();
  const { scope, at } = held.erasure();
  const isAbout = aboutPerson(school.id, person);
  const open: string[] = [];
  for await (const item of everyItem(store, { partition: partitionOf(deps, held), kind: 'alert' }))
    open.push(item.id);
  const { partition } = refs.undelivered(school.id, '');
  for await (const item of everyItem(store, { partition, kind: 'undelivered' })) {
    const { entry, person: to, urgent, at: listedAt } = undeliveredSchema.parse(item.body);
    const stays = open.some((alert) => entry.startsWith(`${alert}:`));
    const goes = to === person ? scope === 'all' || (listedAt <= at && !urgent) : isAbout(entry) && !stays;
    if (goes) await removeItem(store, item);
  }
  return done;
};

const partitionOf = ({ school }: EraseParts['deps'], held: HeldErasure): string =>
  threadId(school.id, held.pending().person);
