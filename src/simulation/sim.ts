import { cryptoIds, keyedHash } from '../adapters/system/crypto-ids.js';
import { importRoster } from '../app/people/import-roster.js';
import { refs } from '../app/refs.js';
import type { App } from '../app/app.js';
import type { Deps } from '../app/deps.js';
import { day } from '../core/time.js';
import type { Entry } from '../core/outbox/entry.js';
import type { School } from '../core/school/school.js';
import type { DeliveryReport } from '../core/thread/message.js';
import { talksIn, type Thread } from '../core/thread/thread.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Log } from '../ports/log.js';
import type { Item, Ref, Store, Stored } from '../ports/store.js';
import { loadBundle, projectRoot, wireApp, type Bundle } from '../wire.js';
import { createAgenda, type Agenda } from './agenda.js';
import { firstDay, moment } from './calendar.js';
import { createFaults, type Faults } from './faults.js';
import { faultyChannel, type Provider } from './faulty-channel.js';
import { faultyStore } from './faulty-store.js';
import { openMemoryStore, type MemoryStore } from './memory-store.js';
import { quickJudge } from './quick-judge.js';
import { rosterOf, staff, studentsOf, type SimStudent } from './people.js';
import type { Process } from './process.js';
import { streams, type Random } from './random.js';
import type { Sabotage } from './sabotage.js';
import { schoolOf } from './school.js';
import { simClock, type SimClock } from './sim-clock.js';
import { createWatch, note, see, textOf, type Sending, type Watch } from './watch.js';

/** What is played. `only`: the students that take part, for a smaller copy of a failure. */
export type SimOptions = {
  seed: number;
  students: number;
  weeks: number;
  only?: ReadonlySet<string>;
  sabotage?: (school: School, random: Random) => Sabotage;
  /** How many times as often as usual the school changes its roster, moves days and erases people. */
  office?: number;
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

let bundle: Promise<Bundle> | null = null;

/** The repository's own content and judge, read once for all runs: nothing changes either. */
export const ownBundle = (): Promise<Bundle> =>
  (bundle ??= loadBundle(projectRoot, ['nl', 'en']).then(({ loaded, judge }) => ({
    loaded,
    judge: { ...judge, assess: quickJudge(judge.assess) },
  })));

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

/** A process begins: a name, memory and leases of its own, on the store that is there. */
export async function start(sim: Sim): Promise<Instance> {
  const { faults, clock, sabotage } = sim;
  const life: Process = { name: `p${(sim.started += 1)}`, alive: true };
  const onSend = (sending: Omit<Sending, 'person' | 'recorded'>): void => sent(sim, sending);
  const common = { life, faults, sabotage };
  const channel = (provider: Provider) =>
    faultyChannel({ ...common, provider, now: () => clock.now(), onSend });
  const { on } = faults;
  faults.on = false;
  const { app, deps } = await wireApp({
    ...{ root: projectRoot, bundle: await ownBundle(), clock, log: logOf(sim), instance: life.name },
    store: storeFor(sim, life),
    school: sabotage?.school ?? sim.school,
    metrics: { count: () => undefined },
    channels: [channel(sim.providers.teams), channel(sim.providers.whatsapp)],
    ids: drawnIds(sim.random(`ids ${life.name}`)),
    keyedHash: keyedHash('0b'.repeat(32)),
    publicUrl: 'https://terugblik.example',
  });
  faults.on = on;
  return { life, app, deps };
}

/** The store as one process, or a command beside them, sees it. */
export const storeFor = (sim: Sim, life: Process): Store =>
  faultyStore({
    ...{ life, inner: sim.store, faults: sim.faults, sabotage: sim.sabotage },
    onPut: (item) => written(sim, item),
    onRemove: ({ kind, id }: Ref) => {
      if (kind === 'thread') sim.watch.threads.delete(id.slice(sim.school.id.length + 1));
    },
  });

/** Ids that are the same for the same seed. */
function drawnIds(random: Random): Ids {
  const hex = (letters: number): string =>
    Array.from({ length: letters }, () => Math.floor(random() * 16).toString(16)).join('');
  return {
    next: () => [hex(8), hex(4), hex(4), hex(4), hex(12)].join('-'),
    token: () => hex(43),
    draw: (count, below) => Array.from({ length: count }, () => Math.floor(random() * below)),
    hash: (text) => cryptoIds.hash(text),
  };
}

function logOf(sim: Sim): Log {
  const keep = (...parts: unknown[]): void => {
    sim.watch.logged.push(
      JSON.stringify(parts, (_, value: unknown) =>
        value instanceof Error ? `${value.name}: ${value.message}` : value,
      ),
    );
  };
  return { info: keep, warn: keep, error: keep };
}

/** Whom an item is about, where its partition says so. */
const personOf = ({ partition }: Item): string | null => partition.split(':')[1] ?? null;

function written(sim: Sim, item: Item): void {
  const { watch } = sim;
  sim.sabotage?.log?.(item, logOf(sim));
  const person = personOf(item);
  if (item.kind === 'thread') {
    const now = item.body as Thread;
    watch.threads.set(now.person, { before: watch.threads.get(now.person)?.now ?? null, now });
    for (const { id, day } of talksIn(now)) if (day !== null) watch.talkDays.set(id, day.date);
    for (const { movedFrom, date } of now.days)
      if (movedFrom !== null) watch.moved.add(`${now.person} ${date}`);
  }
  for (const invariant of sim.invariants)
    for (const what of invariant.onPut?.(sim, item) ?? []) violate(sim, invariant.name, person, what);
}

function sent(sim: Sim, seen: Omit<Sending, 'person' | 'recorded'>): void {
  const { watch } = sim;
  const person = sim.people.get(seen.address) ?? 'nobody';
  const outbox = watch.threads.get(person)?.now.outbox ?? [];
  const recorded: Entry | null = outbox.find((one) => one.id === seen.entry) ?? null;
  const sending: Sending = { ...seen, person, recorded };
  see(watch, sending);
  note(
    watch,
    seen.at,
    person,
    `${seen.channel}: ${seen.entry} ${seen.outcome}${seen.arrived ? ', arrived' : ''}${recorded?.unasked === true ? ', unasked' : ''}: ${textOf(seen.message).slice(0, 50)}`,
  );
  for (const invariant of sim.invariants)
    for (const what of invariant.onSend?.(sim, sending) ?? []) violate(sim, invariant.name, person, what);
  if (sending.arrived) sim.arrived(sending);
  if (seen.channel === 'whatsapp' && sending.arrived) planReport(sim, sending);
}

/** What the provider says later: late, twice, or not at all. */
function planReport(sim: Sim, { address, entry, providerId, channel }: Sending): void {
  const { faults, agenda, clock } = sim;
  if (faults.happens('report is lost', address)) return;
  const report: DeliveryReport = { channel, entry, address, providerId, status: 'delivered', code: null };
  const wait = faults.happens('report comes late', address) ? 40 * 60_000 : 20_000;
  const times = faults.happens('report comes twice', address) ? 2 : 1;
  for (let nr = 0; nr < times; nr += 1)
    agenda.add({
      at: clock.now() + wait * (nr + 1),
      person: sim.people.get(address) ?? '',
      kind: 'report',
      report,
    });
}

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
