import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { ledgerOf } from '../../src/app/days/ledger.js';
import type { School } from '../../src/core/school/school.js';
import { hour, minute, second } from '../../src/core/time.js';
import { seeded } from '../support/random.js';
import { simClock } from '../support/sim-clock.js';
import { demoSchool, world } from '../support/world.js';
import { perform, settle, type Sim } from './acts.js';
import { dateOf, dayAfter, moment, wall } from '../../src/simulation/calendar.js';
import { textOf } from '../../src/simulation/watch.js';
import { holidays, isDecent, term } from './calendar.js';
import { simChannel, simStore, type Faults } from './faults.js';
import { rosterOf, studentsOf } from './people.js';
import { planTerm } from './plan.js';

export type TermResult = {
  violations: string[];
  compared: number;
  messages: number;
  faults: ReadonlyMap<string, number>;
};

/** Hours at which the simulation looks around, every day. */
const steps = [
  ...['00:30', '06:30', '08:30', '10:30', '12:30', '14:30', '15:30'],
  ...['16:30', '17:30', '18:30', '19:30', '21:40'],
];

/** Plays a term of 16 weeks against the real app and compares the ledger with the plan, every day, for everybody. */
export async function playTerm(seed: number, count: number): Promise<TermResult> {
  const sim = await begin(seed, count);
  let compared = 0;
  const acts = [...sim.plan.acts];
  for (let date: string = term.from; date <= dayAfter(term.to, 8); date = dayAfter(date)) {
    for (const step of steps) {
      await passTo(sim, moment(date, step));
      while ((acts[0]?.at ?? Infinity) <= sim.clock.now()) {
        const act = acts.shift();
        if (act) await perform(sim, act);
      }
    }
    compared += await compare(sim, date);
  }
  checkMessages(sim);
  const messages = sim.channels.teams.sent.length + sim.channels.whatsapp.sent.length;
  await sim.w.close();
  return { violations: sim.violations, compared, messages, faults: sim.faults.counts };
}

async function begin(seed: number, count: number): Promise<Sim> {
  const random = seeded(seed);
  const clock = simClock(moment(term.from, '06:00'));
  const faults: Faults = { on: false, random, counts: new Map() };
  const now = (): number => clock.now();
  const students = studentsOf(count);
  const channels = {
    teams: simChannel('teams', faults, now),
    whatsapp: simChannel('whatsapp', faults, now),
  };
  const store = simStore(openSqliteStore({ path: ':memory:', clock }), faults);
  const made: School = { ...(await demoSchool()), terms: [{ name: 'periode', ...term }], holidays };
  const w = await world({ clock, store, school: made, people: rosterOf(students), ...channels });
  const plan = planTerm(students, random);
  faults.on = true;
  return { w, clock, plan, students, channels, faults, asked: new Set(), violations: [], inbound: 0 };
}

/** Time passes in small steps, so that what was held up by a fault is tried again. */
async function passTo(sim: Sim, at: number): Promise<void> {
  const wait = at - sim.clock.now();
  for (const ms of [wait - 3 * minute, 30 * second, 30 * second, minute, minute]) {
    sim.clock.advance(Math.max(0, ms));
    await settle(sim);
  }
}

/** How many dates back the books are compared. */
const lookBack = 15;

/** At the end of a day: what the plan says of every day until now is what the ledger says, and nothing else. */
async function compare(sim: Sim, today: string): Promise<number> {
  sim.faults.on = false;
  for (let round = 0; round < 4; round += 1) {
    sim.clock.advance(2 * minute);
    await settle(sim);
  }
  const now = sim.clock.now();
  const found = new Map<string, string>();
  for (let back = 0; back <= lookBack; back += 1) {
    for (const { date, student, status, reason } of await ledgerOf(
      sim.w.store,
      'demo',
      dayAfter(today, -back),
    ))
      found.set(`${date} ${student}`, reason === null ? status : `${status} ${reason}`);
  }
  const wanted = new Map<string, string>();
  for (const [key, expectations] of sim.plan.expected) {
    const date = key.slice(0, 10);
    const last = expectations.filter((one) => one.at <= now).at(-1);
    if (date <= today && date >= dayAfter(today, -lookBack) && last?.status != null)
      wanted.set(key, last.status);
  }
  for (const key of new Set([...found.keys(), ...wanted.keys()])) {
    const [is, should] = [found.get(key) ?? 'nothing', wanted.get(key) ?? 'nothing'];
    if (is !== should && !isLostOpening(is))
      sim.violations.push(`${wall(now)}: ${key} is ${is}, should be ${should}`);
  }
  sim.faults.on = true;
  return wanted.size;
}

/**
 * An opening whose outcome stayed lost may not have arrived: its day is undeliverable and final, although a plan made
 * beforehand cannot know it (decision 2).
 */
const isLostOpening = (is: string): boolean =>
  /^undeliverable (?:lost twice|time-out|adapter failed|no answer)$/.test(is);

const week = 7 * 24 * hour;

/** Nothing unasked in quiet hours and holidays, and never more than the limit in any seven days. */
function checkMessages(sim: Sim): void {
  const limit = sim.w.deps.school.days.unaskedPerWeek;
  const students = new Map(studentsOf(1000).map((one) => [one.address, one.id]));
  const unasked = new Map<string, Map<string, number>>();
  for (const { at, address, entry, message } of [...sim.channels.teams.sent, ...sim.channels.whatsapp.sent]) {
    const student = students.get(address);
    if (student === undefined || sim.asked.has(entry)) continue;
    if (!isDecent(at))
      sim.violations.push(`${student} gets "${textOf(message).slice(0, 40)}" on ${wall(at)}`);
    const mine = unasked.get(student) ?? new Map<string, number>();
    // Sent twice because its answer was lost is still one message.
    if (!mine.has(entry)) mine.set(entry, at);
    unasked.set(student, mine);
  }
  for (const [student, entries] of unasked) {
    const times = [...entries.values()].sort((a, b) => a - b);
    times.forEach((at, nr) => {
      const until = times[nr + limit];
      if (until !== undefined && until - at < week - hour)
        sim.violations.push(`${student} gets ${limit + 1} unasked messages within a week of ${dateOf(at)}`);
    });
  }
}
