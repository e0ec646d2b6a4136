import { TerugblikError } from '../core/errors.js';
import type { Person } from '../core/school/people.js';
import { refs } from './refs.js';
import { profileOf, type Thread } from '../core/thread/thread.js';
import type { Item, Store } from '../ports/store.js';

/** How many people are new, changed, the same. */
export type Imported = { added: number; changed: number; same: number };

/**
 * Puts the people of a roster into the store, with an address item for every way they may write from. Importing
 * the same file again changes nothing. It sends nothing: a number in a roster is no opt-in.
 */
export async function importRoster(
  store: Store,
  school: string,
  people: readonly Person[],
): Promise<Imported> {
  const result: Imported = { added: 0, changed: 0, same: 0 };
  for (const person of people) {
    result[
      await put(store, { ...refs.person(school, person.id, person.roles), body: person, sort: person.name })
    ] += 1;
    await renewProfile(store, school, person);
    if (person.teams !== null) await put(store, addressItem(school, 'teams', person.teams, person.id));
    if (person.whatsapp !== null)
      await put(store, addressItem(school, 'whatsapp', person.whatsapp, person.id));
  }
  return result;
}

/** Whoever was spoken to already gets the begeleider, mentor and back-ups of the new roster. */
async function renewProfile(store: Store, school: string, person: Person): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    const stored = await store.get<Thread>(refs.thread(school, person.id));
    if (stored === null) return;
    const profile = profileOf(person);
    if (JSON.stringify(stored.body.profile) === JSON.stringify(profile)) return;
    const written = await store.put({ ...stored, body: { ...stored.body, profile } }, { etag: stored.etag });
    if (written.ok) return;
  }
  throw new TerugblikError('conflict', `the thread of ${person.id} was written again and again meanwhile`);
}

const addressItem = (
  school: string,
  channel: 'teams' | 'whatsapp',
  address: string,
  person: string,
): Item => ({
  ...refs.address(school, channel, address),
  body: { v: 1, person },
});

async function put(store: Store, item: Item): Promise<keyof Imported> {
  for (let round = 0; round < 8; round += 1) {
    const known = await store.get(item);
    if (known !== null && JSON.stringify(known.body) === JSON.stringify(item.body)) return 'same';
    const written = await store.put(item, known === null ? { absent: true } : { etag: known.etag });
    if (written.ok) return known === null ? 'added' : 'changed';
  }
  throw new TerugblikError('conflict', `${item.id} was written again and again meanwhile`);
}
