import { everyItem } from '../../app/items.js';
import { refs } from '../../app/refs.js';
import type { KeptTalk } from '../../app/conversation/archive.js';
import { talksIn, type Thread } from '../../core/thread/thread.js';
import type { Line } from '../../core/thread/transcript.js';
import { day } from '../../core/time.js';
import { isForgotten, threadOf, type Sim } from '../sim.js';
import type { Heard } from '../watch.js';
import type { Finding, Invariant } from '../sim.js';

/** Every message that was taken in stands once in a transcript, however often it came. */
export const onceInEffect = (): Invariant => ({
  name: '5 the same event twice is one event',
  onStep: async (sim) => {
    const { heard, threads } = sim.watch;
    const found: Finding[] = [];
    for (const one of heard.slice(-4)) {
      if (!one.accepted || isForgotten(sim, one.person)) continue;
      const thread = threads.get(one.person)?.now;
      if (thread === undefined) found.push({ person: one.person, what: `${one.providerId} made no thread` });
      else found.push(...standsTwice(one, thread));
    }
    return found;
  },
  daily: (sim) => counted(sim, sim.clock.now() - day),
  atEnd: (sim) => counted(sim, 0),
});

/** Counts what came since a moment in the threads and in what was put away. */
async function counted(sim: Sim, since: number): Promise<Finding[]> {
  const found: Finding[] = [];
  const heard = sim.watch.heard.filter(
    (one) => one.accepted && one.kind === 'text' && one.at >= since && !isForgotten(sim, one.person),
  );
  for (const person of new Set(heard.map((one) => one.person))) {
    const times = new Map<string, number>();
    for (const { id } of await linesOf(sim, person)) times.set(id, (times.get(id) ?? 0) + 1);
    const mine = heard.filter((one) => one.person === person);
    found.push(...mine.flatMap((one) => wrong(one, times.get(one.providerId) ?? 0)));
  }
  return found;
}

function wrong({ providerId, person }: Heard, times: number): Finding[] {
  return times === 1 ? [] : [{ person, what: `${providerId} stands ${times} times in the transcripts` }];
}

function standsTwice({ person, providerId }: Heard, thread: Thread): Finding[] {
  let times = 0;
  for (const { transcript } of talksIn(thread))
    for (const { id } of transcript) if (id === providerId) times += 1;
  return times > 1 ? [{ person, what: `${providerId} stands ${times} times` }] : [];
}

const linesIn = (thread: Thread): Line[] => talksIn(thread).flatMap((one) => one.transcript);

async function linesOf(sim: Sim, person: string): Promise<Line[]> {
  const thread = await threadOf(sim, person);
  if (thread === null) return [];
  const here = new Set(talksIn(thread).map((one) => one.id));
  const lines = linesIn(thread);
  const { partition } = refs.thread(sim.school.id, person);
  // For a moment a talk stands in both places: it is put away before it leaves the thread.
  for await (const { body } of everyItem<KeptTalk>(sim.store, { partition, kind: 'talk' }))
    if (!here.has(body.talk.id)) lines.push(...body.talk.transcript);
  return lines;
}
