import { changeDay } from '../../src/app/days/day-orders.js';
import { importRoster } from '../../src/app/people/import-roster.js';
import { refs } from '../../src/app/refs.js';
import type { InboundContent } from '../../src/core/thread/message.js';
import type { Thread } from '../../src/core/thread/thread.js';
import { second } from '../../src/core/time.js';
import type { SimClock } from '../support/sim-clock.js';
import type { World } from '../support/world.js';
import { wall } from '../../src/simulation/calendar.js';
import type { Faults, SimChannel } from './faults.js';
import { rosterOf, type SimStudent } from './people.js';
import type { Act, Plan } from './plan.js';

/** A school that is being played. */
export type Sim = {
  w: World;
  clock: SimClock;
  plan: Plan;
  /** Who is in the roster now. */
  students: SimStudent[];
  channels: Record<'teams' | 'whatsapp', SimChannel>;
  faults: Faults;
  /** Entries that were made while the student was there. */
  asked: Set<string>;
  violations: string[];
  inbound: number;
};

/** Everything that is due is done. A store that is away ends a round; the next one goes on. */
export async function settle({ w }: Sim): Promise<void> {
  await w.app.idle();
  await w.app.dispatcher.runDue().catch(() => 0);
  await w.app.idle();
}

/** Somebody does what the plan says. */
export async function perform(sim: Sim, { student, act, date }: Act): Promise<void> {
  switch (act) {
    case 'joins':
      if (student.channel === 'teams') await write(sim, student, { type: 'joined' });
      for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'])
        await write(sim, student, words);
      return;
    case 'begins':
      return write(sim, student, 'Goed');
    case 'finishes':
      return finish(sim, student);
    case 'is ill':
      await write(sim, student, 'ik ben ziek');
      return write(sim, student, 'Ja');
    case 'was not there':
      await write(sim, student, 'ik was er niet');
      return write(sim, student, '1');
    case 'moves':
      await write(sim, student, 'andere dag');
      return tapDate(sim, student, date ?? '');
    case 'catches up':
      await write(sim, student, 'inhalen');
      await tapDate(sim, student, date ?? '');
      return finish(sim, student);
    case 'stops':
      return write(sim, student, 'stop');
    case 'starts again':
      return write(sim, student, 'start');
    case 'cannot be reached':
      return void sim.channels[student.channel].failing.add(student.address);
    case 'can be reached again':
      return void sim.channels[student.channel].failing.delete(student.address);
    default:
      return decide(sim, student, act, date);
  }
}

/** What the school decides about a student. */
async function decide(sim: Sim, student: SimStudent, act: string, date = ''): Promise<void> {
  const [what, value = ''] = act.split(' ');
  const others = sim.students.filter((one) => one.id !== student.id);
  switch (what) {
    case 'leaves':
      sim.students = others;
      return roster(sim);
    case 'weekday':
      sim.students = [...others, { ...student, weekday: Number(value) }];
      return roster(sim);
    case 'pauses':
      return again(async () => {
        const order = { verb: 'pause', from: date, to: value } as const;
        await changeDay(sim.w.app.threads, student.id, null, order);
        await settle(sim);
      });
    default:
      throw new Error(`nobody can do "${act}"`);
  }
}

/** What a provider or a person does when something fails: the same again. */
async function again(task: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await task();
    } catch (error) {
      if (tries >= 10) throw error;
    }
  }
}

const roster = (sim: Sim): Promise<void> =>
  again(async () => {
    const env = { now: sim.clock.now(), school: sim.w.deps.school };
    await importRoster({ store: sim.w.store, env }, rosterOf(sim.students));
    await settle(sim);
  });

/** A message comes in, now and then twice; it is sent again until it was taken in. */
async function write(sim: Sim, student: SimStudent, content: InboundContent | string): Promise<void> {
  const { channel, address } = student;
  const providerId = `in-${(sim.inbound += 1)}`;
  const before = (await threadOf(sim, student))?.sequence ?? 0;
  const take = (): Promise<unknown> =>
    sim.w.app.receive({
      ...{ channel, address, providerId, at: sim.clock.now(), ref: null },
      content: typeof content === 'string' ? { type: 'text', text: content } : content,
    });
  await again(async () => void (await take()));
  if (sim.faults.on && sim.faults.random() < 0.02) await again(async () => void (await take()));
  await sim.w.app.idle();
  const after = (await threadOf(sim, student))?.sequence ?? 0;
  for (let nr = before + 1; nr <= after; nr += 1) sim.asked.add(`demo:${student.id}:${nr}`);
  // People take a moment to read and type.
  sim.clock.advance(4 * second);
}

/** The thread as it stands; looking at it is no part of the play, so nothing goes wrong in it. */
async function threadOf(sim: Sim, student: SimStudent): Promise<Thread | null> {
  const { on } = sim.faults;
  sim.faults.on = false;
  const stored = await sim.w.store.get<Thread>(refs.thread('demo', student.id));
  sim.faults.on = on;
  return stored?.body ?? null;
}

const answer = 'ik heb samen met mijn collega Ahmed de vakken gevuld met pasta';

/** Answers every question until the talk about a practice day is over. */
async function finish(sim: Sim, student: SimStudent): Promise<void> {
  for (let asked = 0; asked < 60; asked += 1) {
    const talk = (await threadOf(sim, student))?.talk ?? null;
    if (talk?.day == null) return;
    const choice = talk.offered.find((one) => one.label === 'Nog niet') ?? talk.offered[0];
    const tapped = choice && ({ type: 'button', payload: choice.id, label: choice.label } as const);
    await write(sim, student, tapped ?? answer);
  }
  sim.violations.push(`${student.id} is asked and asked on ${wall(sim.clock.now())}`);
}

async function tapDate(sim: Sim, student: SimStudent, date: string): Promise<void> {
  const talk = (await threadOf(sim, student))?.talk;
  const choice = talk?.offered.find((one) => one.id.endsWith(`|${date}`));
  if (choice) return write(sim, student, { type: 'button', payload: choice.id, label: choice.label });
  const offered = talk?.offered.map((one) => one.label).join(', ') ?? 'nothing';
  sim.violations.push(`${student.id} cannot choose ${date} on ${wall(sim.clock.now())}: ${offered}`);
}
