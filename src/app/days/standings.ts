import { readersOf, standingOf } from '../../core/days/standing.js';
import {
  standingItemSchema,
  type ReaderRelation,
  type Standing,
  type StandingDay,
  type StandingItem,
} from '../../core/school/standing.js';
import type { Thread } from '../../core/thread/thread.js';
import { day, type Instant } from '../../core/time.js';
import type { Item, Ref, Store } from '../../ports/store.js';
import { changeItem, everyItem, removeItem } from '../items.js';
import { refs } from '../refs.js';

/** How long a mark stays where a standing was: longer than any job is under way. */
const goneFor = day;

/**
 * Tells his begeleider and mentor how a student stands, and takes it from those who are that no more. One read and at
 * most one write each; older news never undoes newer, so it may run twice, late, or beside another.
 */
export async function tellStanding(
  store: Store,
  thread: Thread,
  gone: readonly string[],
  now: Instant,
): Promise<void> {
  const { school, person, sequence: revision } = thread;
  const standing = standingOf(thread);
  const readers = readersOf(thread);
  if (standing !== null)
    for (const [staff, relations] of readers) {
      const body: Standing = { ...standing, days: daysFor(relations, standing.days), relations, revision };
      await put(store, refs.standing(school, staff, person), { body, sort: standing.name });
    }
  for (const staff of gone.filter((one) => !readers.has(one)))
    await put(store, refs.standing(school, staff, person), {
      body: { v: 1, gone: true, revision },
      expiresAt: now + goneFor,
    });
}

/** Which answers stayed short is for the begeleider alone (core/school/access.ts, "short answers: see"). */
const daysFor = (relations: readonly ReaderRelation[], days: readonly StandingDay[]): StandingDay[] =>
  relations.includes('begeleider') ? [...days] : days.map((one) => ({ ...one, short: null, unread: null }));

const put = (
  store: Store,
  ref: Ref,
  item: Omit<Item<StandingItem>, keyof Ref> & { body: StandingItem },
): Promise<void> =>
  changeItem(store, ref, (stored) => {
    const known = stored === null ? null : standingItemSchema.parse(stored.body);
    return known !== null && known.revision >= item.body.revision ? null : item;
  });

/** How the students of a begeleider or mentor stand, by name. */
export async function standingsOf(store: Store, school: string, staff: string): Promise<Standing[]> {
  const { partition } = refs.standing(school, staff, '');
  const found: Standing[] = [];
  for await (const { body } of everyItem(store, { partition, kind: 'standing' })) {
    const item = standingItemSchema.parse(body);
    if (!('gone' in item)) found.push(item);
  }
  return found;
}

/** Removes what stands of a student under these members of staff, marks included. */
export async function removeStandings(
  store: Store,
  school: string,
  staff: readonly string[],
  student: string,
): Promise<void> {
  for (const one of staff) await removeItem(store, refs.standing(school, one, student));
}
