import type { App } from '../app/app.js';
import type { Deps } from '../app/deps.js';
import { refs } from '../app/refs.js';
import type { School } from '../core/school/school.js';
import type { Thread } from '../core/thread/thread.js';
import { day } from '../core/time.js';
import type { Clock } from '../ports/clock.js';
import type { Item, Store, Stored } from '../ports/store.js';
import type { Agenda } from './agenda.js';
import type { Faults } from './faults.js';
import type { Provider } from './faulty-channel.js';
import type { SimStudent } from './people.js';
import type { Process } from './process.js';
import type { Random } from './random.js';
import type { Sabotage } from './sabotage.js';
import type { SimClock } from './sim-clock.js';
import type { Sending, Watch } from './watch.js';

/** What is played. `only`: the students that take part, for a smaller copy of a failure. */
export type SimOptions = {
  seed: number;
  students: number;
  weeks: number;
  only?: ReadonlySet<string>;
  sabotage?: (school: School, random: Random) => Sabotage;
  /** How many times as often as usual the school changes its roster, moves days and erases people. */
  office?: number;
  /** Told at the end of each week that was played. */
  onWeek?: () => void;
  /** Another store than the one in memory. */
  open?: (clock: Clock) => Store;
};

/** One process of the product with the app that runs in it. */
export type Instance = { life: Process; app: App; deps: Deps };

/** A school that is being played. */
export type Sim = {
  options: SimOptions;
  school: School;
  clock: SimClock;
  faults: Faults;
  random: (name: string) => Random;
  /** The store itself: looking at it is no part of the play. */
  store: Store;
  students: SimStudent[];
  /** Who has an address. */
  people: Map<string, string>;
  providers: { teams: Provider; whatsapp: Provider };
  instances: [Instance, ...Instance[]];
  /** Students who are in the roster no more: since when, and whether they were erased. */
  gone: Map<string, { at: number; erased: boolean }>;
  /** When staff decided something about a student's practice days. */
  decided: Map<string, number[]>;
  /** Everything that is kept, where the store can tell. */
  everything: () => Stored[];
  started: number;
  /** Counts the words that stand nowhere else. */
  marks: number;
  /** When each student will look at his phone next, and until when staff are busy with an alert. */
  looking: Map<string, number>;
  agenda: Agenda;
  watch: Watch;
  invariants: readonly Invariant[];
  sabotage: Sabotage | null;
  /** Called when something arrived in somebody's chat. */
  arrived: (sending: Sending) => void;
  close: () => Promise<void>;
};

/** Something found wrong; `person`: whose events are shown with it. */
export type Finding = { person: string | null; what: string };

/**
 * One invariant of the design, as far as it can be seen from outside. Each looks when it must: at a write, at a sending,
 * after each step at what was touched, each evening when nothing goes wrong for a while, and at the end.
 */
export type Invariant = {
  /** Its number in the design, and what it says. */
  name: string;
  onPut?: (sim: Sim, item: Item) => string[];
  onSend?: (sim: Sim, sending: Sending) => string[];
  onStep?: (sim: Sim) => Promise<Finding[]>;
  daily?: (sim: Sim) => Promise<Finding[]>;
  atEnd?: (sim: Sim) => Promise<Finding[]>;
};

export function violate(sim: Sim, invariant: string, person: string | null, what: string): void {
  const { watch, clock } = sim;
  watch.violations.push({ at: clock.now(), step: watch.step, invariant, person, what });
}

/** What is kept of somebody who left has its term: three months, and less a little to be sure. */
const leaversTerm = 80 * day;

/** Whether nothing need be found of somebody any more: he was erased, or left so long ago that he may have been. */
export function isForgotten({ gone, clock }: Sim, person: string): boolean {
  const left = gone.get(person);
  return left !== undefined && (left.erased || clock.now() - left.at > leaversTerm);
}

/** A student's or staff member's thread as it stands in the store. */
export async function threadOf(sim: Sim, person: string): Promise<Thread | null> {
  return (await sim.store.get<Thread>(refs.thread(sim.school.id, person)))?.body ?? null;
}
