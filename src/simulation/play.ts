import { minute, second } from '../core/time.js';
import { dateOf, dayAfter, firstDay, moment, weekday } from './calendar.js';
import { alive } from './deliver-in.js';
import type { Planned } from './agenda.js';
import type { FaultKind } from './faults.js';
import { allInvariants } from './invariants/all.js';
import { createSim } from './create-sim.js';
import { ownBundle } from './instance.js';
import { violate, type Sim, type SimOptions } from './sim.js';

export type { SimOptions };
import { staff } from './people.js';
import { officeOpens, opensTheOffice } from './office.js';
import { between } from './random.js';
import { byStaff, plansToReact, presses } from './staff-acts.js';
import { looks, plansTheDay, plansToLook } from './students.js';
import { unseen } from './words.js';
import { forgetKept } from './faulty-channel.js';
import { forgetOld, type Violation } from './watch.js';

/** What a simulated school year came to. */
export type PlayResult = {
  seed: number;
  /** The first thing that was found wrong, with what went before it. */
  violation:
    | (Violation & {
        trace: string[];
        /** A smaller copy in which it is found as well. */ only: { students: number; weeks: number } | null;
      })
    | null;
  steps: number;
  messages: number;
  sent: number;
  worries: number;
  faults: ReadonlyMap<FaultKind, number>;
};

const allBuckets = Array.from({ length: 256 }, (_, bucket) => bucket);

/** Days after the last week, in which everything comes to its end. */
const daysAfter = 2;

/** Plays a school's weeks in simulated time; stops at the first thing that is wrong. */
export async function play(options: SimOptions): Promise<PlayResult> {
  const notSeen = unseen((await ownBundle()).judge.assess);
  if (notSeen.length > 0) throw new Error(`no worry for the product: ${notSeen[0]?.text ?? ''}`);
  const sim = await createSim(options, allInvariants());
  sim.arrived = (sending) => {
    plansToLook(sim, sending);
    plansToReact(sim, sending);
  };
  await opens(sim);
  const end = moment(dayAfter(firstDay, options.weeks * 7 + daysAfter), '12:00');
  while (sim.watch.violations.length === 0 && sim.clock.now() < end) await step(sim);
  // What was decided in the last minute, by somebody whose processes just stopped, is still on its way.
  if (sim.watch.violations.length === 0) await calms(sim);
  if (sim.watch.violations.length === 0) await check(sim, 'atEnd');
  const result = resultOf(sim);
  sim.faults.on = false;
  for (const { app } of sim.instances) await app.idle();
  await sim.close();
  return result;
}

/** The staff open Teams, and the first morning comes. */
async function opens(sim: Sim): Promise<void> {
  for (const { address } of staff) {
    await sim.instances[0].app.receive(byStaff(sim, address, `joined-${address}`));
  }
  await works(sim);
  sim.agenda.add({ at: moment(firstDay, '06:00'), person: '', kind: 'morning' });
  sim.agenda.add({ at: moment(dayAfter(firstDay), officeOpens), person: '', kind: 'office' });
  sim.agenda.add({ at: moment(firstDay, '23:30'), person: '', kind: 'evening' });
  sim.faults.on = true;
}

/** One step: what is planned or due next happens, and what it touched is looked at. */
async function step(sim: Sim): Promise<void> {
  const { agenda, clock, watch } = sim;
  watch.step += 1;
  // A time service sets it right: by some seconds.
  if (sim.faults.happens('clock goes back', 'clock'))
    clock.set(clock.now() - between(sim.random('clock'), 1, 8) * second);
  const planned = agenda.peek();
  const until = planned?.at ?? Infinity;
  const earliest = await sim.store.due({ buckets: allBuckets, until: until - 1, limit: 1 });
  const due = earliest[0]?.wakeAt;
  if (due === undefined && planned !== null) {
    clock.advance(Math.max(0, planned.at - clock.now()));
    agenda.take();
    await happens(sim, planned);
  } else {
    // The dispatcher looks each second; here a little later, so that what is due together is done together.
    const late = 5 * second + Math.floor(sim.random('dispatcher')() * 40 * second);
    clock.advance(Math.max(due ?? 0, clock.now()) + late - clock.now());
    await works(sim);
  }
  await check(sim, 'onStep');
}

async function happens(sim: Sim, planned: Planned): Promise<void> {
  const { agenda, clock } = sim;
  switch (planned.kind) {
    case 'look':
      return looks(sim, planned.person);
    case 'press':
      return presses(sim, planned.person, planned.alert, planned.action);
    case 'report': {
      const { app } = await alive(sim, planned.person);
      // A status callback that fails is not sent again: the product must do without.
      await app.report(planned.report).catch(() => undefined);
      return app.idle();
    }
    case 'morning':
      agenda.add({ ...planned, at: moment(dayAfter(dateOf(clock.now())), '06:00') });
      return plansTheDay(sim, clock.now());
    case 'office':
      agenda.add({ ...planned, at: moment(dayAfter(dateOf(clock.now())), officeOpens) });
      return opensTheOffice(sim);
    case 'evening':
      agenda.add({ ...planned, at: moment(dayAfter(dateOf(clock.now())), '23:30') });
      return evening(sim);
  }
}

/** Each process asks what is due. A store that is away ends a round; the next one goes on. */
async function works(sim: Sim): Promise<void> {
  await alive(sim, 'dispatcher');
  await Promise.all(sim.instances.map(({ app }) => app.dispatcher.runDue().catch(() => 0)));
  for (const { app } of sim.instances) await app.idle();
}

/** Nothing goes wrong for some minutes: what is under way comes to its end. */
async function calms(sim: Sim): Promise<void> {
  sim.faults.on = false;
  for (const wait of [31 * second, 2 * minute, 3 * minute, 5 * minute, 6 * minute]) {
    sim.clock.advance(wait);
    await works(sim);
  }
}

/** Everything must be as it should when all is calm. */
async function evening(sim: Sim): Promise<void> {
  await calms(sim);
  await check(sim, 'daily');
  if (weekday(dateOf(sim.clock.now())) === 7) sim.options.onWeek?.();
  forgetOld(sim.watch, sim.clock.now());
  forgetKept(sim.providers, sim.clock.now());
  sim.faults.forget();
  sim.faults.on = true;
}

async function check(sim: Sim, when: 'onStep' | 'daily' | 'atEnd'): Promise<void> {
  for (const invariant of sim.invariants)
    for (const { person, what } of (await invariant[when]?.(sim)) ?? [])
      violate(sim, invariant.name, person, what);
}

/** Events that are shown with a violation. */
const traceLength = 14;

function resultOf(sim: Sim): PlayResult {
  const { watch, options, faults } = sim;
  const [first] = watch.violations;
  const about = first?.person ?? null;
  const trace = watch.events
    .filter(
      ({ person, step: at }) =>
        at <= (first?.step ?? 0) && (about === null || person === about || person === ''),
    )
    .slice(-traceLength)
    .map(({ step: at, at: when, person, what }) => `${at} ${new Date(when).toISOString()} ${person} ${what}`);
  return {
    seed: options.seed,
    violation: first === undefined ? null : { ...first, trace, only: null },
    steps: watch.step,
    messages: watch.heard.length,
    sent: watch.arrivals,
    worries: watch.heard.filter((one) => one.worry !== null).length,
    faults: faults.counts,
  };
}
