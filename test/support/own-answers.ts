import type { KeptTalk } from '../../src/app/conversation/archive.js';
import { refs } from '../../src/app/refs.js';
import type { Reflection } from '../../src/core/history/reflection.js';
import type { Answer } from '../../src/core/script/state.js';
import { second } from '../../src/core/time.js';
import type { Line } from '../../src/core/thread/transcript.js';
import { addresses, demoSchool, introduce, world, type World } from './world.js';

const { teams } = addresses.noor;

async function atMoment(more: { fragmentSeconds?: number; lateSeconds?: number } = {}): Promise<World> {
  const w = await world({ school: { ...(await demoSchool()), ...more } });
  await introduce(w);
  await w.write('teams', teams, 'hoi');
  await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
  await w.pass(0);
  for (const label of ['🙂 Goed', 'Ja', 'Iets dat goed ging']) await w.tap('teams', teams, label);
  return w;
}

/** Noor in Teams, at the question about a moment that went well: what she does there, and what became of it. */
export async function noorAtMoment(more: { fragmentSeconds?: number; lateSeconds?: number } = {}) {
  const w = await atMoment(more);
  /** People take a moment to read and type. */
  const say = async (text: string, id?: string): Promise<string> => {
    await w.pass(second);
    return w.write('teams', teams, text, id);
  };
  const edit = (of: string, text: string, id?: string, writtenAt?: number) =>
    w.write('teams', teams, { type: 'edit', of, text }, id, writtenAt === undefined ? {} : { writtenAt });
  const remove = (of: string, id?: string) => w.write('teams', teams, { type: 'deleted', of }, id);
  const answers = async (): Promise<Answer[]> =>
    ((await w.thread('noor')).talk?.state as { answers: Answer[] } | undefined)?.answers ?? [];
  const last = async (): Promise<string | undefined> => (await answers()).at(-1)?.text;
  const lines = async (): Promise<Line[]> => (await w.thread('noor')).talk?.transcript ?? [];
  const line = async (id: string): Promise<Line | undefined> => (await lines()).find((one) => one.id === id);
  const heard = (): string =>
    w.teams.sent.flatMap(({ message }) => (message.kind === 'text' ? [message.text] : [])).at(-1) ?? '';
  const sent = (): number => w.teams.sent.length;

  /** Answers the open question: its first choice, or these words where there is none. */
  const goOn = async (words: string): Promise<void> => {
    await w.pass(5 * second);
    const [first] = (await w.thread('noor')).talk?.offered ?? [];
    await say(first?.label ?? words);
  };
  /** Answers the open talk until it is over. */
  const finish = async (): Promise<void> => {
    for (let turn = 0; (await w.thread('noor')).talk !== null && turn < 30; turn += 1)
      await goOn(`ik vroeg mijn collega Ahmed om hulp bij de kassa, keer ${turn}`);
    await w.pass(0);
  };
  const kept = async (): Promise<KeptTalk[]> => {
    const { id } = await w.thread('noor');
    const page = await w.store.list<KeptTalk>({ partition: id, kind: 'talk', order: 'asc', limit: 50 });
    return page.items.map((item) => item.body);
  };
  const keptLine = async (id: string): Promise<Line | undefined> =>
    (await kept()).flatMap((one) => one.talk.transcript).find((one) => one.id === id);
  const reflection = async (): Promise<Reflection> => {
    const { id } = await w.thread('noor');
    const talk = (await kept()).find((one) => one.talk.day !== null)?.talk.id ?? '';
    return (await w.store.get<Reflection>(refs.reflection(id, talk)))?.body as Reflection;
  };
  return {
    w,
    say,
    edit,
    remove,
    answers,
    last,
    lines,
    line,
    heard,
    sent,
    goOn,
    finish,
    kept,
    keptLine,
    reflection,
  };
}

/** The same as a value to keep between the steps of a test. */
export type OwnAnswers = Awaited<ReturnType<typeof noorAtMoment>>;
