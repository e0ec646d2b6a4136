import type { Person } from '../../core/school/people.js';
import type { Instant } from '../../core/time.js';
import type { Deps } from '../deps.js';
import { knownPeople } from '../people/import-roster.js';
import { erasureAt, erasureRef } from './tombstones.js';

/** A student of a roster who was erased. `underWay`: something of before may still turn up. */
export type ErasedPerson = { id: string; erasedAt: Instant; underWay: boolean };

/**
 * The students in a roster who were erased and are not known since: the same file, imported again, must not bring them
 * back by itself.
 */
export async function erasedAmong(
  deps: Pick<Deps, 'store' | 'school' | 'keyedHash' | 'clock'>,
  people: readonly Person[],
): Promise<ErasedPerson[]> {
  const known = await knownPeople(deps.store, deps.school.id);
  const found: ErasedPerson[] = [];
  for (const { id, roles } of people) {
    if (known.has(id) || !roles.includes('student')) continue;
    const erasure = (await erasureAt(deps, erasureRef(deps, 'all', id)))?.erasure;
    if (erasure === undefined || erasure.at > deps.clock.now()) continue;
    found.push({ id, erasedAt: erasure.at, underWay: erasure.pending !== null });
  }
  return found;
}
