import { TerugblikError } from '../core/errors.js';
import { comeBack, leave } from '../core/days/leave.js';
import { replan } from '../core/days/plan.js';
import { personSchema, type Person } from '../core/school/people.js';
import type { TurnEnv } from '../core/thread/env.js';
import { newThread, profileOf, readThread, staffAddress, type Thread } from '../core/thread/thread.js';
import type { Item, Page, Store } from '../ports/store.js';
import { peoplePartition, refs } from './refs.js';
import { closedOf, differences, type RosterDifference } from './roster-differences.js';
import { tellLedger } from './tell-ledger.js';
import { termAfter, threadItem } from './thread-items.js';

/** What an import needs of the world; nothing is sent by it. */
export type ImportDeps = { store: Store; env: Pick<TurnEnv, 'now' | 'school'> };

/** What an import changes: told before and after. */
export type RosterPlan = { people: Person[]; differences: RosterDifference[]; same: number };

const conflictLimit = 8;

/**
 * Compares a roster with the people in the store: new, changed, gone, back. People who are not in the file any more
 * are closed, not deleted. Nothing is written.
 */
export async function planImport({ store, env }: ImportDeps, people: readonly Person[]): Promise<RosterPlan> {
  const known = await knownPeople(store, env.school.id);
  const given = new Set(people.map((person) => person.id));
  const gone = [...known.values()].filter((person) => person.active && !given.has(person.id));
  const after = [...people, ...gone.map(closedOf)];
  const changed = differences(known, after);
  return { people: after, differences: changed, same: after.length - changed.length };
}

/**
 * Puts a roster into force: people, their addresses, whom they belong to, and the practice days of the students.
 * Running it again changes nothing, also after a crash in the middle. A number in a roster is no opt-in: nothing is
 * sent.
 */
export async function importRoster(
  deps: ImportDeps,
  people: readonly Person[],
  progress: (done: number, of: number) => void = () => undefined,
): Promise<RosterPlan> {
  const plan = await planImport(deps, people);
  const before = await knownPeople(deps.store, deps.env.school.id);
  // First what is let go, so that a number can go from one to another in the same file.
  for (const person of plan.people) await letGoAddresses(deps, before.get(person.id) ?? null, person);
  let done = 0;
  for (const person of plan.people) {
    await bring(deps, before.get(person.id) ?? null, person);
    progress((done += 1), plan.people.length);
  }
  return plan;
}

/** Everybody in the store, by id. */
export async function knownPeople(store: Store, school: string): Promise<Map<string, Person>> {
  const known = new Map<string, Person>();
  for (const role of ['student', 'begeleider'] as const) {
    let after: string | null = null;
    do {
      const page: Page = await store.list({
        ...{ partition: peoplePartition(school, [role]), kind: 'person', order: 'asc', limit: 500 },
        ...(after === null ? {} : { after }),
      });
      for (const item of page.items) {
        const person = personSchema.parse(item.body);
        known.set(person.id, person);
      }
      after = page.next;
    } while (after !== null);
  }
  return known;
}

async function bring(deps: ImportDeps, before: Person | null, person: Person): Promise<void> {
  const { store, env } = deps;
  const school = env.school.id;
  await bringAddresses(deps, before, person);
  await bringPlace(deps, before, person);
  // The thread before the person: a crash between them is found by the next import.
  await bringThread(deps, before, person);
  if (before !== null && peoplePartition(school, before.roles) !== peoplePartition(school, person.roles))
    await remove(store, refs.person(school, before.id, before.roles));
  await put(store, { ...refs.person(school, person.id, person.roles), body: person, sort: person.name });
}

const channels = ['teams', 'whatsapp'] as const;

/** Ways that the roster gave before and gives no more lead nowhere. */
async function letGoAddresses(
  { store, env }: ImportDeps,
  before: Person | null,
  person: Person,
): Promise<void> {
  for (const channel of channels) {
    const old = before?.[channel] ?? null;
    const kept = person.active && person[channel] === old;
    if (old !== null && !kept) await removeOwn(store, refs.address(env.school.id, channel, old), person.id);
  }
}

/**
 * The ways that a person may write from. What people proved by writing goes before a list: a number that somebody else
 * joined with stays his, and who joined with another number than his old one in the roster keeps it.
 */
async function bringAddresses(
  { store, env }: ImportDeps,
  before: Person | null,
  person: Person,
): Promise<void> {
  if (!person.active) return;
  const thread = await store.get<Thread>(refs.thread(env.school.id, person.id));
  for (const channel of channels) {
    const address = person[channel];
    if (address === null) continue;
    const joined = thread?.body.addresses.find((one) => one.channel === channel)?.address ?? address;
    if (joined !== address && before?.[channel] === address) continue;
    const item = { ...refs.address(env.school.id, channel, address), body: { v: 1, person: person.id } };
    await store.put(item, { absent: true });
  }
}

/** A begeleider's own students lie together: a few, also where the school has thousands. */
async function bringPlace({ store, env }: ImportDeps, before: Person | null, person: Person): Promise<void> {
  if (!person.roles.includes('student')) return;
  const { id, name, begeleider, active } = person;
  const school = env.school.id;
  const old = before?.begeleider ?? null;
  if (old !== null && (old !== begeleider || !active))
    await remove(store, refs.underBegeleider(school, old, id));
  if (begeleider === null || !active) return;
  const ref = refs.underBegeleider(school, begeleider, id);
  await put(store, { ...ref, body: { v: 1, id, name }, sort: name });
}

/** Students get their thread and its next practice day; whoever was spoken to already gets the new profile. */
async function bringThread({ store, env }: ImportDeps, known: Person | null, person: Person): Promise<void> {
  const student = person.roles.includes('student');
  for (let round = 0; round < conflictLimit; round += 1) {
    const stored = await store.get(refs.thread(env.school.id, person.id));
    if (stored === null && (!student || !person.active)) return;
    const before = stored === null ? newThread(env.school.id, person) : threadOf(stored.body, person.id);
    const after = brought(withoutOld({ ...before, profile: profileOf(person) }, known, person), person, env);
    if (stored !== null && JSON.stringify(after) === JSON.stringify(stored.body)) return;
    const guard = stored === null ? ({ absent: true } as const) : { etag: stored.etag };
    const written = await store.put(threadItem(env.school, after), guard);
    if (!written.ok) continue;
    await tellLedger(store, env.school.id, after);
    const gone = before.addresses.filter((one) => !after.addresses.includes(one));
    for (const { channel, address } of gone)
      await removeOwn(store, refs.address(env.school.id, channel, address), person.id);
    return;
  }
  throw new TerugblikError('conflict', `the thread of ${person.id} was written again and again meanwhile`);
}

function threadOf(body: unknown, person: string): Thread {
  const read = readThread(body);
  if (read.kind === 'ok') return read.thread;
  throw new TerugblikError(
    read.kind === 'newer' ? 'thread_newer' : 'thread_unreadable',
    `the thread of ${person} cannot be read by this version`,
  );
}

function brought(thread: Thread, person: Person, env: ImportDeps['env']): Thread {
  if (!person.roles.includes('student')) return staffThread(thread, person);
  if (!person.active)
    return thread.leftAt === null ? leave(thread, termAfter(env.school, env.now), env) : thread;
  return replan(comeBack(thread, env), env);
}

/** Staff are reached by their Entra id, also by a new one. */
const staffThread = (thread: Thread, person: Person): Thread =>
  thread.addresses.some((one) => one.channel === 'teams')
    ? thread
    : { ...thread, addresses: [...thread.addresses, ...staffAddress(person)] };

/** An address that the roster gave and gives no more gets no messages. A number that joined by code stays. */
const withoutOld = (thread: Thread, before: Person | null, person: Person): Thread => ({
  ...thread,
  addresses: thread.addresses.filter(
    ({ channel, address }) => before?.[channel] !== address || person[channel] === address,
  ),
});

async function put(store: Store, item: Item): Promise<void> {
  for (let round = 0; round < conflictLimit; round += 1) {
    const known = await store.get(item);
    if (known !== null && JSON.stringify(known.body) === JSON.stringify(item.body)) return;
    const written = await store.put(item, known === null ? { absent: true } : { etag: known.etag });
    if (written.ok) return;
  }
  throw new TerugblikError('conflict', `${item.id} was written again and again meanwhile`);
}

async function remove(store: Store, ref: Parameters<Store['get']>[0]): Promise<void> {
  const known = await store.get(ref);
  if (known !== null) await store.remove(known, known.etag);
}

/** An address that went to somebody else in the same file is his. */
async function removeOwn(store: Store, ref: Parameters<Store['get']>[0], person: string): Promise<void> {
  const known = await store.get<{ person?: string }>(ref);
  if (known?.body.person === person) await store.remove(known, known.etag);
}
