import { peoplePartition } from '../refs.js';
import { everyItem } from '../items.js';
import { personSchema } from '../../core/school/people.js';
import type { School } from '../../core/school/school.js';
import type { Log } from '../../ports/log.js';
import type { Store } from '../../ports/store.js';

/**
 * The school with its `onCall` only if the roster knows that person as active staff. Somebody who is on call on paper
 * only would be promised to students at night; without him they are told that nobody reads along.
 */
export async function knownOnCall(store: Store, school: School, log: Log): Promise<School> {
  const { onCall, ...rest } = school;
  if (onCall === undefined) return school;
  const partition = peoplePartition(school.id, ['begeleider']);
  for await (const { body } of everyItem(store, { partition, kind: 'person' })) {
    const person = personSchema.safeParse(body);
    if (person.success && person.data.id === onCall && person.data.active) return school;
  }
  log.error('school.on_call_unknown', null, { person: onCall });
  return rest;
}
