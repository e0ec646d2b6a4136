import { TerugblikError } from '../core/errors.js';
import type { Person } from '../core/school/people.js';
import { refs } from './refs.js';
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
    if (person.teams !== null) await put(store, addressItem(school, 'teams', person.teams, person.id));
    if (person.whatsapp !== null)
      await put(store, addressItem(school, 'whatsapp', person.whatsapp, person.id));
  }
  return result;
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
