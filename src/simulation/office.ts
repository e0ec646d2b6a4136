import { changeDay } from '../app/days/day-orders.js';
import { importRoster } from '../app/people/import-roster.js';
import { exportOf } from '../app/rights/export.js';
import { minute, second } from '../core/time.js';
import { dateOf, dayAfter, weekday } from './calendar.js';
import { alive } from './deliver-in.js';
import { rosterOf, staff, type SimStudent } from './people.js';
import { between } from './random.js';
import { start, storeFor } from './instance.js';
import { violate, type Sim } from './sim.js';
import { note, seenOf } from './watch.js';
import { isMark, marks } from './marks.js';

/** When the office opens, on every working day. */
export const officeOpens = '10:00';

/** How likely something is decided about one student on one day. */
const chances = { leaves: 0.0015, erased: 0.0015, begeleider: 0.003, moved: 0.01, exported: 0.01 };

/** What the school does on a day: the roster changes, days are moved, people are erased, an export is asked for. */
export async function opensTheOffice(sim: Sim): Promise<void> {
  const today = dateOf(sim.clock.now());
  if (weekday(today) > 5) return;
  await processes(sim, today);
  const changed = sim.students.filter((one) => changesInRoster(sim, one));
  if (changed.length > 0) await rosterComes(sim);
  for (const { id } of changed) if (sim.gone.get(id)?.erased === true) await erases(sim, id);
  for (const { id } of sim.students.filter((one) => !sim.gone.has(one.id))) {
    const random = sim.random(`office ${id}`);
    if (random() < chances.moved) await moves(sim, id, dayAfter(today, between(random, 1, 3)));
    if (random() < chances.exported) await exports(sim, id);
  }
}

/** A second process joins on the third day; now and then all stop at once, and others start later. */
async function processes(sim: Sim, today: string): Promise<void> {
  const wanted = weekday(today) === 3 ? 2 : sim.instances.length;
  if (sim.faults.happens('all processes stop', 'office')) {
    for (const { app, life } of sim.instances) {
      await app.stop();
      life.alive = false;
    }
    note(sim.watch, sim.clock.now(), '', 'all processes stop');
    sim.clock.advance(between(sim.random('office'), 1, 180) * minute);
    sim.instances = [await start(sim)];
  }
  while (sim.instances.length < wanted) sim.instances.push(await start(sim));
}

/** Draws what becomes of somebody in the roster; whether anything does. */
function changesInRoster(sim: Sim, student: SimStudent): boolean {
  if (sim.gone.has(student.id)) return false;
  const drawn = sim.random(`roster ${student.id}`)() / (sim.options.office ?? 1);
  const { leaves, erased, begeleider } = chances;
  if (drawn >= leaves + erased + begeleider) return false;
  if (drawn < leaves + erased) sim.gone.set(student.id, { at: sim.clock.now(), erased: drawn < erased });
  else {
    const others = staff.filter((one) => one.roles === 'begeleider' && one.id !== student.begeleider);
    student.begeleider = others[Math.floor(drawn * 1_000_000) % others.length]?.id ?? student.begeleider;
  }
  return true;
}

/** The roster without who left, with whoever is whose begeleider now. Whoever erases takes the student out as well. */
async function rosterComes(sim: Sim): Promise<void> {
  const here = sim.students.filter(({ id }) => !sim.gone.has(id));
  note(sim.watch, sim.clock.now(), '', `a roster of ${here.length} students`);
  await again(sim, () =>
    importRoster(
      {
        store: storeFor(sim, { name: 'command', alive: true }),
        env: { now: sim.clock.now(), school: sim.school },
        pause: async () => sim.clock.advance(second),
      },
      rosterOf(here),
    ),
  );
}

async function erases(sim: Sim, id: string): Promise<void> {
  note(sim.watch, sim.clock.now(), id, 'is erased');
  await again(sim, async () => {
    const { app } = await alive(sim, id);
    await app.erasures.work(await app.erasures.begin(id, 'all', sim.clock.now()));
    await app.idle();
  });
}

/** The begeleider moves the next practice day, where that can be done. */
async function moves(sim: Sim, id: string, to: string): Promise<void> {
  note(sim.watch, sim.clock.now(), id, `his day is moved to ${to}`);
  await again(sim, async () => {
    const { app } = await alive(sim, id);
    await changeDay(app.threads, id, null, { verb: 'move', to });
    sim.decided.set(id, [...(sim.decided.get(id) ?? []), sim.clock.now()]);
  });
}

/** Everything that somebody wrote is in his export, and nothing that another wrote. */
async function exports(sim: Sim, id: string): Promise<void> {
  const { on } = sim.faults;
  sim.faults.on = false;
  const { deps } = await alive(sim, id);
  const whole = JSON.stringify(await exportOf({ ...deps, store: sim.store }, id));
  sim.faults.on = on;
  const own = seenOf(sim.watch, id).heard.filter((one) => one.accepted);
  const ownMarks = new Set(own.map((one) => one.mark));
  for (const { mark, kind } of own)
    if (kind === 'text' && isMark(mark) && !whole.includes(mark))
      violate(sim, 'export: everything about one person', id, `${mark} is not in the export`);
  for (const [foreign] of whole.matchAll(marks))
    if (!ownMarks.has(foreign))
      violate(sim, 'export: everything about one person', id, `${foreign} is of another`);
}

/** What a command does when the store is away: the same again. */
async function again<T>(sim: Sim, task: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await task();
    } catch (error) {
      if (tries >= 20) throw error;
      sim.clock.advance(second);
    }
  }
}
