import { join } from 'node:path';
import { startChild } from '../child.js';
import { column, interleaved, type Runs } from '../interleave.js';
import type { Extent, Figure, Found, Measurement, Ratio } from '../result.js';
import { ratios } from '../statistics.js';
import type { TurnQuestion } from './child.js';

const pasts = [10, 100, 1000];
const file = join(import.meta.dirname, 'child.ts');

type Turned = { value: number; turns: number; keys: string };
type Played = { speed: Turned[]; bytes: Turned[] };

/** 1. The pure turn: the reflection script by ours and by xstate's `transition`. */
export const turnMeasurement: Measurement = {
  id: 'turn',
  title: 'The pure turn',
  measure: async (extent) => {
    const runs = await interleaved(extent, {
      ours: () => played('ours', extent),
      xstate: () => played('xstate', extent),
    });
    sameWords(runs);
    return found(runs);
  },
};

async function played(engine: string, { scale }: Extent): Promise<Played> {
  const ask = async (flags: string[], count: TurnQuestion['count']): Promise<Turned[]> => {
    const child = await startChild(file, { told: engine, flags });
    const answers: Turned[] = [];
    for (const past of pasts)
      answers.push(await child.ask<Turned>({ past, ms: 1000 * scale, count } satisfies TurnQuestion));
    await child.stop();
    return answers;
  };
  // A young generation that is large enough for all of it: nothing is collected while bytes are counted.
  const roomy = ['--expose-gc', '--max-semi-space-size=512', '--min-semi-space-size=512'];
  return { speed: await ask([], 'speed'), bytes: await ask(roomy, 'bytes') };
}

/** Two engines that say different things are not compared. */
function sameWords(runs: Runs<Played>): void {
  const said = ['ours', 'xstate'].map((name) =>
    runs
      .get(name)?.[0]
      ?.speed.map(({ keys }) => keys)
      .join(),
  );
  if (said[0] !== said[1]) throw new Error('the two engines do not play the same talk: nothing to compare');
}

function found(runs: Runs<Played>): Found {
  const at = (name: string, kind: keyof Played, index: number): number[] =>
    column(runs, name, (run) => run[kind][index]?.value ?? NaN);
  const figure = (name: string, kind: keyof Played, index: number): Figure => ({
    id: `turn.${kind}.${name}.${pasts[index]}`,
    what: `${name}, after ${pasts[index]?.toLocaleString('en')} turns`,
    unit: kind === 'speed' ? 'transitions/s' : 'bytes/transition',
    runs: at(name, kind, index),
  });
  const each = pasts.map((_past, index) => index);
  const faster = (index: number): Ratio => ({
    id: `turn.xstate.${pasts[index]}`,
    what: `ours against xstate, after ${pasts[index]?.toLocaleString('en')} turns`,
    runs: ratios(at('ours', 'speed', index), at('xstate', 'speed', index)),
    better: 'more',
    aim: { bound: 'at least', value: 1 },
  });
  const flat: Ratio = {
    id: 'turn.flat',
    what: 'ours: time of a turn after 1,000 turns against after 10',
    runs: ratios(at('ours', 'speed', 0), at('ours', 'speed', 2)),
    better: 'less',
    aim: { bound: 'at most', value: 1.5 },
  };
  const memory: Ratio = {
    id: 'turn.bytes',
    what: 'ours: bytes of a turn against xstate, after 100 turns',
    runs: ratios(at('ours', 'bytes', 1), at('xstate', 'bytes', 1)),
    better: 'less',
  };
  return {
    notes: [
      'One event on one state, through `core/script` and through xstate’s pure `transition` on a machine with the same steps, conditions and words (`bench/turn/xstate-machine.ts`). Both play the same talks, key by key, before anything is measured. Judging the words is apart: it arrives in the event.',
      'Past turns: the talks that this student had before, one after the other; a talk itself has at most sixty questions.',
    ],
    figures: (['speed', 'bytes'] as const).flatMap((kind) =>
      ['ours', 'xstate'].flatMap((name) => each.map((index) => figure(name, kind, index))),
    ),
    ratios: [...each.map(faster), flat, memory],
  };
}
