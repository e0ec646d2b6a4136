import { removeItem } from '../items.js';
import { TerugblikError } from '../../core/errors.js';
import type { Task } from '../../core/outbox/job.js';
import { forgetAnswers } from '../../core/rights/forget-answers.js';
import { erasedAlias } from '../../core/rights/opaque-day.js';
import type { Traces } from '../../core/rights/erasure.js';
import type { Address } from '../../core/thread/message.js';
import { personSchema } from '../../core/school/people.js';
import { readThread } from '../../core/thread/read-thread.js';
import { talksIn, type Talk, type Thread } from '../../core/thread/thread.js';
import type { Ids } from '../../ports/ids.js';
import type { Stored } from '../../ports/store.js';
import { done, type EraseParts, type EraseStep } from './erase-parts.js';
import type { HeldErasure } from './held-erasure.js';
import { refs } from '../refs.js';
import { removeStandings } from '../days/standings.js';
import { unlessGone } from '../conversation/threads.js';
import { layAddress } from './tombstones.js';

/** Takes the person out of the roster: nothing leads to him any more, and no thread can be made for him. */
export const erasePerson: EraseStep = async (parts, held) => {
  const { store, school } = parts.deps;
  const { person } = held.pending();
  const ref = refs.person(school.id, person, ['student']);
  const listed = personSchema.safeParse((await store.get(ref))?.body);
  if (listed.success) {
    const { name, begeleider, mentor, teams, whatsapp } = listed.data;
    const addresses = [
      ...(teams === null ? [] : [{ channel: 'teams' as const, address: teams, ref: null }]),
      ...(whatsapp === null ? [] : [{ channel: 'whatsapp' as const, address: whatsapp, ref: null }]),
    ];
    const begeleiders = [begeleider, mentor].filter((one) => one !== null);
    await held.learn({ name, addresses, begeleiders });
  }
  await letGoOfAddresses(parts, held);
  await removePlaces(parts, held);
  await removeItem(store, ref);
  return done;
};

/** Takes him off the lists of his begeleiders and mentors, with how he stands. */
async function removePlaces({ deps }: EraseParts, held: HeldErasure): Promise<void> {
  const { store, school } = deps;
  const { person, begeleiders } = held.pending();
  for (const staff of begeleiders) await removeItem(store, refs.underStaff(school.id, staff, person));
  await removeStandings(store, school.id, begeleiders, person);
}

/** The addresses become nobody's, and what still comes from before is known as that. */
async function letGoOfAddresses({ deps, addresses }: EraseParts, held: HeldErasure): Promise<void> {
  const { person, addresses: known } = held.pending();
  for (const one of known) {
    await layAddress(deps, one, held.erasure().at);
    const ref = refs.address(deps.school.id, one.channel, one.address);
    const standing = await deps.store.get<{ person?: unknown }>(ref);
    if (standing?.body.person === person) await deps.store.remove(ref, standing.etag);
    addresses.forget(one.channel, one.address);
  }
}

/** Removes the thread, or for the answers alone empties it. */
export const eraseThread: EraseStep = async (parts, held) => {
  if (held.erasure().scope === 'all') await removeThread(parts, held);
  else await emptyThread(parts, held);
  return done;
};

/** Under its ETag: a turn in flight conflicts, reads again, and finds nobody. */
async function removeThread(parts: EraseParts, held: HeldErasure): Promise<void> {
  const { store, school, ids } = parts.deps;
  const ref = refs.thread(school.id, held.pending().person);
  for (let stored = await store.get(ref); stored !== null; stored = await store.get(ref)) {
    const thread = threadIn(stored);
    if (thread !== null) {
      await held.learn(tracesIn(thread, ids));
      await rescue(parts, thread);
    }
    if (await store.remove(ref, stored.etag)) break;
  }
  await letGoOfAddresses(parts, held);
  // Only the thread knew who was his begeleider before; what is under way now is found by the next sweep.
  await removePlaces(parts, held);
}

/** A thread that no program can read any more is removed as it is; one of a newer program is left to that one. */
function threadIn(stored: Stored): Thread | null {
  const read = readThread(stored.body);
  if (read.kind === 'newer')
    throw new TerugblikError('thread_newer', 'a newer version wrote this thread: erase with that one');
  return read.kind === 'ok' ? read.thread : null;
}

/** What the thread had not told others yet, and what they must know: a worry, and what became of a day. */
const rescued: readonly Task['type'][] = [
  'raise_alert',
  'alert_answer',
  'alert_words',
  'alert_delivery',
  'record_day',
];

async function rescue({ runJob }: EraseParts, thread: Thread): Promise<void> {
  for (const job of thread.jobs) if (rescued.includes(job.task.type)) await runJob(job, thread);
}

async function emptyThread({ deps, threads, deliveries }: EraseParts, held: HeldErasure): Promise<void> {
  const { person } = held.pending();
  const { at } = held.erasure();
  const stored = await deps.store.get(refs.thread(deps.school.id, person));
  const before = stored === null ? null : threadIn(stored);
  if (before !== null) await held.learn({ sent: sentTo(before), addresses: waysTo(before) });
  const found: { traces: Traces } = { traces: {} };
  const committed = await unlessGone(
    threads.change(person, (thread, env) => {
      found.traces = { sent: sentTo(thread), upTo: thread.sequence };
      return forgetAnswers(thread, at, env.now);
    }),
  );
  await held.learn(found.traces);
  deliveries.follow(committed);
}

/** What only the thread knows: how he is reached, which days were his, what was sent to him. */
function tracesIn(thread: Thread, ids: Ids): Traces {
  const { profile, days, jobs, standing } = thread;
  const readers = [profile.begeleider, profile.mentor].filter((one) => one !== null);
  const dates = [
    ...days.map((day) => day.date),
    ...jobs.flatMap(({ task }) => (task.type === 'record_day' ? [task.news.date] : [])),
  ];
  return {
    name: profile.name,
    addresses: waysTo(thread),
    begeleiders: [...readers, ...(standing?.under ?? []), ...(standing?.former ?? [])],
    days: withAliases(dates, ids),
    sent: sentTo(thread),
  };
}

const waysTo = ({ addresses }: Thread): Address[] =>
  addresses.map(({ channel, address, ref }) => ({ channel, address, ref }));

/** Gives each date somebody who never was. */
export const withAliases = (dates: readonly string[], ids: Ids): { date: string; alias: string }[] =>
  [...new Set(dates)].map((date) => ({ date, alias: `${erasedAlias}${ids.next().slice(0, 8)}` }));

/** What was sent to him in Teams, by its id there. */
function sentTo(thread: Thread): string[] {
  const lately = thread.addresses.some((one) => one.channel === 'teams') ? thread.sends : [];
  return [...lately, ...talksIn(thread).flatMap(sentIn)];
}

/** The same for one talk. */
export const sentIn = ({ transcript }: Talk): string[] =>
  transcript.flatMap(({ providerId }) => (providerId === undefined ? [] : [providerId]));
