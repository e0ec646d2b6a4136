import { importRoster } from '../app/people/import-roster.js';
import type { Store } from '../ports/store.js';
import { createAgenda } from './agenda.js';
import { firstDay, moment } from './calendar.js';
import { createFaults } from './faults.js';
import { start } from './instance.js';
import { openMemoryStore, type MemoryStore } from './memory-store.js';
import { rosterOf, staff, studentsOf } from './people.js';
import { streams } from './random.js';
import { schoolOf } from './school.js';
import type { Invariant, Sim, SimOptions } from './sim.js';
import { simClock } from './sim-clock.js';
import { createWatch } from './watch.js';

/** Puts the school together, with its people in the store and two processes on it. */
export async function createSim(options: SimOptions, invariants: readonly Invariant[]): Promise<Sim> {
  const school = schoolOf(options.weeks);
  const random = streams(options.seed);
  const clock = simClock(moment(firstDay, '05:00'));
  const store: Store | MemoryStore = (options.open ?? openMemoryStore)(clock);
  const students = studentsOf(options.students).filter(({ id }) => options.only?.has(id) ?? true);
  const addressed = [
    ...students.flatMap(({ id, ways }) => ways.map(({ address }) => [address, id] as const)),
    ...staff.map(({ id, address }) => [address, id] as const),
  ];
  await importRoster({ store, env: { now: clock.now(), school } }, rosterOf(students));
  const sabotage = options.sabotage?.(school, random('sabotage')) ?? null;
  const sim = {
    ...{
      options,
      school,
      clock,
      random,
      store,
      students,
      invariants,
      sabotage,
      started: 0,
      marks: 0,
      looking: new Map(),
      gone: new Map(),
      decided: new Map(),
      everything: 'everything' in store ? store.everything : () => [],
    },
    people: new Map(addressed),
    faults: createFaults(random, () => clock.now()),
    providers: {
      teams: { name: 'teams', kept: [], taken: 0 },
      whatsapp: { name: 'whatsapp', kept: [], taken: 0 },
    },
    agenda: createAgenda(),
    watch: createWatch(),
    arrived: () => undefined,
  } as unknown as Sim;
  sim.instances = [await start(sim)];
  sim.close = () => store.close();
  return sim;
}
