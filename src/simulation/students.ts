import type { Choice } from '../core/thread/message.js';
import { day, hour, minute, second } from '../core/time.js';
import { handOver, incoming, type Outgoing } from './deliver-in.js';
import type { Habit, SimStudent, Way } from './people.js';
import { between, oneOf, type Random } from './random.js';
import type { Sim } from './sim.js';
import { seenOf, type Heard, type Sending } from './watch.js';
import { anAnswer, commands, worries } from './words.js';
import { markOf } from './marks.js';

/** How likely somebody does what, each time he looks at his phone. */
type Character = {
  ignores: number;
  worries: number;
  commands: number;
  pieces: number;
  edits: number;
  stops: number;
  late: number;
};

const usual: Character = {
  ignores: 0.03,
  worries: 0.004,
  commands: 0.03,
  pieces: 0.05,
  edits: 0,
  stops: 0.002,
  late: 0.1,
};

const characters: Readonly<Record<Habit, Character>> = {
  prompt: usual,
  silent: { ...usual, ignores: 0.6 },
  late: { ...usual, late: 0.8 },
  fragments: { ...usual, pieces: 0.6 },
  switches: usual,
  edits: { ...usual, edits: 0.2 },
  worries: { ...usual, worries: 0.05 },
  restless: { ...usual, commands: 0.2, stops: 0.03 },
};

const studentOf = (sim: Sim, id: string): SimStudent | undefined => sim.students.find((one) => one.id === id);

/** Something arrived in a chat: its reader looks soon, or days later, or not. */
export function plansToLook(sim: Sim, { person, at }: Pick<Sending, 'person' | 'at'>): void {
  const student = studentOf(sim, person);
  if (student === undefined || sim.gone.has(person)) return;
  if ((sim.looking.get(person) ?? 0) > at) return;
  const random = sim.random(person);
  const character = characters[student.habit];
  if (random() < character.ignores) return;
  const talking = at - (lastHeard(sim, person)?.at ?? 0) < 5 * minute;
  const wait = talking
    ? between(random, 3, 50) * second
    : random() < character.late
      ? between(random, 1, 6) * day
      : between(random, 1, 150) * minute;
  plan(sim, person, at + wait);
}

/** One look at a time. */
function plan(sim: Sim, person: string, at: number): void {
  sim.looking.set(person, at);
  sim.agenda.add({ at, person, kind: 'look' });
}

/** Nobody writes more than this in half a day. */
const patience = 30;

/** In the morning somebody may have something to say by himself. */
export function plansTheDay(sim: Sim, date: number): void {
  for (const { id, habit } of sim.students) {
    if (sim.gone.has(id)) continue;
    const random = sim.random(id);
    const begins = seenOf(sim.watch, id).heard.length === 0;
    if (begins ? random() < 0.7 : random() < (habit === 'restless' ? 0.3 : 0.06))
      plan(sim, id, date + between(random, 1, 15 * 60) * minute);
  }
}

const asksNothing = ({ message }: Sending): boolean =>
  message.kind === 'text' && message.choices.length === 0 && !message.text.includes('?');

const lastHeard = (sim: Sim, person: string): Heard | undefined => seenOf(sim.watch, person).heard.at(-1);

/** The student looks at his phone and does something. */
export async function looks(sim: Sim, id: string): Promise<void> {
  const student = studentOf(sim, id);
  if (student === undefined || sim.gone.has(id)) return;
  const random = sim.random(id);
  const { heard, lastArrived: last } = seenOf(sim.watch, id);
  const before = lastHeard(sim, id);
  const lately = heard.slice(-patience - 1).filter((one) => one.at > sim.clock.now() - 12 * hour);
  if (lately.length > patience) return;
  // An answer that asks nothing ends it, mostly.
  if (last !== undefined && asksNothing(last) && lately.length > 0 && random() < 0.9) return;
  // Nothing new: somebody who is in a talk waits; otherwise he says something by himself.
  if (last !== undefined && before !== undefined && last.at < before.at && sim.clock.now() - before.at < hour)
    return;
  const way = wayOf(student, last, random);
  await say(sim, student, way, whatHeSays(sim, student, last, random));
}

/** Where he was written to; who has two ways changes now and then. */
function wayOf({ ways }: SimStudent, last: Sending | undefined, random: Random): Way {
  if (last === undefined || random() < 0.3) return oneOf(random, ways);
  return { channel: last.channel, address: last.address };
}

type Said = Outgoing | { pieces: Outgoing[] };

function whatHeSays(sim: Sim, student: SimStudent, last: Sending | undefined, random: Random): Said {
  const character = characters[student.habit];
  const { watch } = sim;
  const stopped = seenOf(watch, student.id).heard.findLast(
    (one) => one.mark === 'stop' || one.mark === 'start',
  );
  const word = (text: string): Outgoing => ({ content: { type: 'text', text }, mark: text });
  if (last === undefined) return word('hoi');
  // What is written then goes to the vertrouwenspersoon, whatever it says.
  const forSomeoneElse =
    last.message.kind === 'text' && last.message.text.includes('Schrijf je bericht maar');
  if (stopped?.mark === 'stop' && random() < 0.5 && !forSomeoneElse) return word('start');
  if (random() < character.stops && !forSomeoneElse) return word('stop');
  if (random() < character.worries) return worried(sim, random);
  if (random() < character.commands) return word(oneOf(random, commands));
  const changed = random() < character.edits ? changes(sim, student, random) : null;
  if (changed !== null) return changed;
  const choice = chosen(last, random);
  if (choice !== null) {
    const mark = choice.label === noChat ? 'stop' : choice.label;
    return { content: { type: 'button', payload: choice.id, label: choice.label }, mark };
  }
  const answer = (): Outgoing => marked(sim, anAnswer(random));
  return random() < character.pieces ? { pieces: [answer(), answer(), answer()] } : answer();
}

/** Words that stand nowhere else: where they turn up can be seen. */
function marked(sim: Sim, text: string): Outgoing {
  const mark = markOf((sim.marks += 1));
  return { content: { type: 'text', text: `${text} bij ${mark}` }, mark };
}

function worried(sim: Sim, random: Random): Outgoing | { pieces: Outgoing[] } {
  const worry = oneOf(random, worries);
  const told = { ...marked(sim, worry.text), worry };
  return random() < 0.3
    ? { pieces: [told, { content: { type: 'text', text: 'grapje, laat maar' }, mark: 'grapje' }] }
    : told;
}

/** Changes or deletes what he wrote last, where the channel can do that. */
function changes(sim: Sim, student: SimStudent, random: Random): Outgoing | null {
  const of = seenOf(sim.watch, student.id).heard.findLast((one) => one.kind === 'text' && one.worry === null);
  if (of === undefined || student.ways[0].channel !== 'teams') return null;
  // What is gone from the transcript is not looked for in it.
  of.kind = 'other';
  if (random() < 0.3) return { content: { type: 'deleted', of: of.providerId }, mark: '' };
  const { content, mark } = marked(sim, anAnswer(random));
  return content.type === 'text'
    ? { content: { type: 'edit', of: of.providerId, text: content.text }, mark }
    : null;
}

/** The button with which somebody says that he wants no messages, whenever he presses it. */
const noChat = 'Liever niet chatten';

/** Dutch where languages are offered: the worries are written in it. */
function chosen({ message }: Sending, random: Random): Choice | null {
  const [first, ...others] = message.kind === 'text' ? message.choices : [];
  if (first === undefined) return null;
  const dutch = [first, ...others].find((one) => one.label === 'Nederlands');
  return dutch ?? (random() < 0.6 ? first : oneOf(random, [first, ...others]));
}

/** Says it, in one message or several; two that are sent within a moment may change places on the way. */
async function say(sim: Sim, student: SimStudent, way: Way, said: Said): Promise<void> {
  const outgoing = 'pieces' in said ? said.pieces : [said];
  const ready = outgoing.map((one) => {
    const heard = incoming(sim, student, one);
    sim.clock.advance(1200);
    return { heard, content: one.content };
  });
  if (ready.length > 1 && sim.faults.happens('messages change places', way.address)) ready.reverse();
  if (ready.length > 1 && sim.faults.happens('messages come at once', way.address)) {
    await Promise.all(ready.map(({ heard, content }) => handOver(sim, way, heard, content)));
    return;
  }
  for (const { heard, content } of ready) {
    await handOver(sim, way, heard, content);
    if (heard.mark === 'stop' || heard.mark === 'start') heard.at = sim.clock.now();
    sim.clock.advance(600);
  }
}
