import { z } from 'zod';
import { TerugblikError } from '../../core/errors.js';
import { local } from '../../core/school/calendar.js';
import { codeDraw, makeJoinCode } from '../../core/school/join-code.js';
import type { Person } from '../../core/school/people.js';
import type { School } from '../../core/school/school.js';
import { readThread } from '../../core/thread/read-thread.js';
import type { KnownAddress } from '../../core/thread/thread.js';
import { day, type Instant } from '../../core/time.js';
import type { Clock } from '../../ports/clock.js';
import type { Ids } from '../../ports/ids.js';
import type { Store } from '../../ports/store.js';
import { changeItem } from '../items.js';
import { refs } from '../refs.js';

/** A code that was drawn for a student. It counts once it is kept; nobody can read it back from the store. */
export type JoinCode = { code: string; person: string; madeAt: Instant; expiresAt: Instant };

/** What the store keeps of a code. `usedBy` is a keyed hash of channel and address, to finish a join that broke off. */
export const joinCodeBody = z.strictObject({
  v: z.literal(1),
  person: z.string(),
  madeAt: z.number(),
  expiresAt: z.number(),
  usedAt: z.number().nullable(),
  usedBy: z.string().nullable(),
});
export type JoinCodeBody = z.infer<typeof joinCodeBody>;

/** `older`: the codes before it, which are known for a while and must be found when the student is erased. */
const latestBody = z.object({ hash: z.string(), older: z.array(z.string()).default([]) });

/** So long after its end a code is still known, so that who sends it hears that it is old and not that it is wrong. */
const kindness = 90 * day;

type CodeDeps = { store: Store; ids: Ids; clock: Clock; school: School };

/** Draws a code for a student; it is good until the end of a day of the school, as the card says. */
export function drawCode({ ids, clock, school }: Omit<CodeDeps, 'store'>, person: string): JoinCode {
  const madeAt = clock.now();
  const lastDay = local(school, madeAt).plus({ days: school.joinCodeDays });
  const code = makeJoinCode(ids.draw(codeDraw.count, codeDraw.below));
  return { code, person, madeAt, expiresAt: lastDay.endOf('day').toMillis() };
}

/** Keeps a code under its SHA-256 and makes it the student's only one: his older unused ones end with this. */
export async function keepCode({ store, ids, school }: CodeDeps, made: JoinCode): Promise<void> {
  const hash = ids.hash(made.code);
  const { person, madeAt, expiresAt } = made;
  const body: JoinCodeBody = { v: 1, person, madeAt, expiresAt, usedAt: null, usedBy: null };
  const term = { expiresAt: expiresAt + kindness };
  const put = await store.put({ ...refs.code(school.id, hash), body, ...term }, { absent: true });
  if (!put.ok) throw new TerugblikError('conflict', 'the same code was drawn before: make the cards again');
  const ref = refs.latestCode(school.id, person);
  await changeItem(store, ref, (known) => ({
    body: { v: 1, hash, older: codesIn(known?.body) },
    ...term,
  }));
}

/** The SHA-256 of every code that an item of `latestCode` knows. */
export function codesIn(body: unknown): string[] {
  const latest = latestBody.safeParse(body);
  return latest.success ? [...latest.data.older, latest.data.hash] : [];
}

/** Whether this is the last code that was made for its student. */
export async function isLatestCode(
  store: Store,
  school: string,
  person: string,
  hash: string,
): Promise<boolean> {
  const latest = latestBody.safeParse((await store.get(refs.latestCode(school, person)))?.body);
  return latest.success && latest.data.hash === hash;
}

/** Which students a card is wanted for; an empty list of ids means all. */
export type CardWish = { students: readonly string[]; begeleider: string | null; joinedToo: boolean };

/** The active students that a card is wanted for, by name, and those left out because they are in already. */
export async function studentsForCards(
  store: Store,
  school: string,
  people: Iterable<Person>,
  wish: CardWish,
): Promise<{ students: Person[]; joined: Person[] }> {
  const wanted = [...people].filter(
    (person) =>
      person.active &&
      person.roles.includes('student') &&
      (wish.students.length === 0 || wish.students.includes(person.id)) &&
      (wish.begeleider === null || person.begeleider === wish.begeleider),
  );
  const students: Person[] = [];
  const joined: Person[] = [];
  for (const person of wanted) {
    const isIn = !wish.joinedToo && (await hasJoinedWhatsApp(store, school, person.id));
    (isIn ? joined : students).push(person);
  }
  return { students: students.sort((a, b) => a.name.localeCompare(b.name, 'nl')), joined };
}

/** The ways to a student on WhatsApp. */
export async function whatsappAddressesOf(
  store: Store,
  school: string,
  person: string,
): Promise<KnownAddress[]> {
  const stored = await store.get(refs.thread(school, person));
  const read = stored === null ? null : readThread(stored.body);
  return read?.kind === 'ok' ? read.thread.addresses.filter((one) => one.channel === 'whatsapp') : [];
}

/** Whether a student wrote on WhatsApp: a number that stands in a roster is no joining. */
export async function hasJoinedWhatsApp(store: Store, school: string, person: string): Promise<boolean> {
  const addresses = await whatsappAddressesOf(store, school, person);
  return addresses.some((one) => one.lastInboundAt !== null);
}
