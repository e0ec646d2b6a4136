import { openCosmosStore } from '../../src/adapters/storage/cosmos-store.js';
import { day, second } from '../../src/core/time.js';
import { simClock } from '../support/sim-clock.js';
import { addresses, demoPeople, introduce, tuesday, world, type World } from '../support/world.js';
import type { Recorded, Recorder } from './recorder.js';

const noor = addresses.noor.whatsapp;
const answers = [
  'Ik heb met Ahmed de dozen uitgepakt en de vakken gevuld. Daarna hielp ik een klant met een vraag over melk.',
  'Ik vroeg eerst aan mijn collega hoe het moest, en toen deed ik het zelf. Dat ging beter dan vorige week.',
  'De volgende keer wil ik zelf een klant helpen zonder dat iemand meekijkt, ook als het druk is.',
];

const weeksBefore = 6;

/** What each part of a reflection asked of the store, and how long its thread is by then. */
export type SchoolDay = {
  parts: { name: string; recorded: Recorded[] }[];
  /** What an instance asks in a minute in which nothing happens. */
  idleMinute: Recorded[];
  messages: { in: number; out: number; reports: number };
};

/**
 * Plays reflections until a thread is as long as it becomes, then one more, and takes down what that one asks: from its
 * opening by the day's clock to the last report of its last message, with the begeleider's card and a mentor's look.
 */
export async function schoolDay(recorder: Recorder, key: string): Promise<SchoolDay> {
  const clock = simClock(tuesday);
  const { endpoint, recorded } = recorder;
  const store = await openCosmosStore({ endpoint, key, database: `costs-${process.pid}`, clock });
  const people = (await demoPeople()).filter(({ id }) => id !== 'daan' && id !== 'amina');
  const w = await world({ clock, store, people });
  const taken = async (run: () => Promise<void>): Promise<Recorded[]> => {
    const from = recorded.length;
    await run();
    return recorded.slice(from);
  };
  try {
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 1 });
    for (let week = 0; week < weeksBefore; week += 1) {
      await talk(w);
      await reported(w);
      await w.pass(6 * day);
      if (week < weeksBefore - 1) await w.pass(day);
    }
    w.whatsapp.sent.length = 0;
    const parts: SchoolDay['parts'] = [];
    const part = async (name: string, run: () => Promise<void>): Promise<void> => {
      parts.push({ name, recorded: (await taken(run)).filter(({ kind }) => kind !== 'lease') });
    };
    await part('the day opens, its message goes', () => w.pass(day));
    let said = 0;
    await part('the talk, message by message, and its end', async () => void (said = await talk(w)));
    const out = w.whatsapp.sent.length;
    await part('reports: sent, delivered and read, of each message', () => reported(w));
    await part('the day after: the talk is kept', () => w.pass(day));
    await part(
      'the begeleider types "vandaag"',
      async () => void (await w.write('teams', addresses.samira.teams, 'vandaag')),
    );
    await part('the mentor looks at the student’s page', async () => {
      await w.app.history.history('peter', 'noor');
    });
    const idleMinute = await taken(async () => {
      for (let count = 0; count < 60; count += 1) await w.pass(second);
    });
    return { parts, idleMinute, messages: { in: said, out, reports: 3 * out } };
  } finally {
    await w.close();
  }
}

/** Answers whatever is asked until nothing is asked any more; how many messages that took. */
async function talk(w: World): Promise<number> {
  for (let said = 0; said < 40; said += 1) {
    const { talk: open } = await w.thread('noor');
    if (open === null) return said;
    const last = w.whatsapp.sent.at(-1)?.message;
    const choice = last?.kind === 'text' ? last.choices[0] : undefined;
    w.clock.advance(20 * second);
    const isList = last?.kind === 'text' && last.text.includes('\n2. ');
    if (choice === undefined)
      await w.write('whatsapp', noor, isList ? '2' : (answers[said % answers.length] ?? ''));
    else await w.write('whatsapp', noor, { type: 'button', payload: choice.id, label: choice.label });
  }
  throw new Error('the talk does not end');
}

/** Twilio says of each message that it was sent, delivered and read. */
async function reported(w: World): Promise<void> {
  const { outbox } = await w.thread('noor');
  for (const { id: entry, providerId } of outbox)
    for (const status of ['sent', 'delivered', 'read'] as const)
      if (providerId !== null)
        await w.app.report({ channel: 'whatsapp', entry, address: noor, providerId, status, code: null });
  w.whatsapp.sent.length = 0;
  await w.pass(10 * second);
}
