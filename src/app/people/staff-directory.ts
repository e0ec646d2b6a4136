import { localDate } from '../../core/school/calendar.js';
import { personSchema, type Absence, type Directory, type StaffMember } from '../../core/school/people.js';
import type { School } from '../../core/school/school.js';
import { minute } from '../../core/time.js';
import type { Clock } from '../../ports/clock.js';
import type { Store } from '../../ports/store.js';
import { absencesOf } from './absences.js';
import { everyItem } from '../items.js';
import { peoplePartition } from '../refs.js';

/** The staff as known at most a minute ago, with who is away today. */
export type StaffDirectory = { read: () => Promise<Directory> };

type DirectoryDeps = { store: Store; clock: Clock; school: School };

export function createStaffDirectory(deps: DirectoryDeps): StaffDirectory {
  let known: { at: number; staff: Promise<Directory> } | null = null;
  return {
    read: async () => {
      const now = deps.clock.now();
      if (known === null || now - known.at >= minute || now < known.at) {
        const staff = load(deps);
        known = { at: now, staff };
        // A failed read is not kept: the next turn asks again.
        staff.catch(() => {
          known = null;
        });
      }
      return known.staff;
    },
  };
}

async function load(deps: DirectoryDeps): Promise<Directory> {
  const staff = new Map<string, StaffMember>();
  const partition = peoplePartition(deps.school.id, ['begeleider']);
  const absences = await absencesOf(deps.store, deps.school.id);
  const today = localDate(deps.school, deps.clock.now());
  for await (const item of everyItem(deps.store, { partition, kind: 'person' })) {
    const person = personSchema.safeParse(item.body);
    if (person.success)
      staff.set(person.data.id, { ...person.data, ...away(absences, person.data.id, today) });
  }
  return staff;
}

/** Whether somebody is away today; of several stand-ins the one whose time began last. */
function away(absences: readonly Absence[], person: string, today: string): Partial<StaffMember> {
  const now = absences
    .filter((one) => one.person === person && one.from <= today && today <= one.to)
    .sort((a, b) => a.from.localeCompare(b.from));
  return now.length === 0 ? {} : { away: true, standIn: now.at(-1)?.by ?? null };
}
