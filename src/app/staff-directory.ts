import { personSchema, type Directory, type Person } from '../core/school/people.js';
import { minute } from '../core/time.js';
import type { Clock } from '../ports/clock.js';
import type { Page, Store } from '../ports/store.js';
import { peoplePartition } from './refs.js';

/** The staff as known at most a minute ago. */
export type StaffDirectory = { read: () => Promise<Directory> };

export function createStaffDirectory(deps: { store: Store; clock: Clock; school: string }): StaffDirectory {
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

async function load(deps: { store: Store; school: string }): Promise<Directory> {
  const staff = new Map<string, Person>();
  const partition = peoplePartition(deps.school, ['begeleider']);
  let after: string | null = null;
  do {
    const page: Page = await deps.store.list({
      partition,
      kind: 'person',
      order: 'asc',
      limit: 200,
      ...(after === null ? {} : { after }),
    });
    for (const item of page.items) {
      const person = personSchema.safeParse(item.body);
      if (person.success) staff.set(person.data.id, person.data);
    }
    after = page.next;
  } while (after !== null);
  return staff;
}
