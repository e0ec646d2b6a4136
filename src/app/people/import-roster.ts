import { personSchema, type Person } from '../../core/school/people.js';
import type { Store } from '../../ports/store.js';
import { bringAddresses, bringPlace, letGoAddresses } from './import-addresses.js';
import { everyItem, removeItem } from '../items.js';
import { lasting, put, type ImportDeps } from './import-items.js';
import { bringThread } from './import-threads.js';
import { peoplePartition, refs } from '../refs.js';
import { closedOf, differences, type RosterDifference } from './roster-differences.js';
import { termAfter } from '../conversation/thread-items.js';

/** What an import changes: told before it is carried out. */
export type RosterPlan = {
  people: Person[];
  differences: RosterDifference[];
  same: number;
  /** Everybody as the store had them, by id. */
  known: ReadonlyMap<string, Person>;
};

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
  return { people: after, differences: changed, same: after.length - changed.length, known };
}

/** Compares a roster with the store and puts it into force. */
export async function importRoster(deps: ImportDeps, people: readonly Person[]): Promise<RosterPlan> {
  const plan = await planImport(deps, people);
  await carryOutImport(deps, plan);
  return plan;
}

/**
 * Puts a planned roster into force: people, their addresses, whom they belong to, and the practice days of the
 * students. Running it again changes nothing, also after a crash in the middle. A number in a roster is no opt-in:
 * nothing is sent.
 */
export async function carryOutImport(
  deps: ImportDeps,
  { people, known }: RosterPlan,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  // First what is let go, so that a number can go from one to another in the same file.
  for (const person of people)
    await lasting(deps, () => letGoAddresses(deps, known.get(person.id) ?? null, person));
  let done = 0;
  for (const person of people) {
    await lasting(deps, () => bring(deps, known.get(person.id) ?? null, person));
    progress((done += 1), people.length);
  }
}

/** Everybody in the store, by id. */
export async function knownPeople(store: Store, school: string): Promise<Map<string, Person>> {
  const known = new Map<string, Person>();
  for (const role of ['student', 'begeleider'] as const) {
    const partition = peoplePartition(school, [role]);
    for await (const item of everyItem(store, { partition, kind: 'person' })) {
      const person = personSchema.parse(item.body);
      known.set(person.id, person);
    }
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
    await removeItem(store, refs.person(school, before.id, before.roles));
  // Names of people who left are needed for a while: beside an alert, in a list. Then they go as well.
  const term = person.active ? {} : { expiresAt: termAfter(env.school, env.now) };
  await put(store, {
    ...refs.person(school, person.id, person.roles),
    body: person,
    sort: person.name,
    ...term,
  });
}
