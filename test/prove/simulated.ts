import { cores, openPlayers, type Played } from '../../src/simulation/players.js';
import { sum, type Proof } from './proof.js';

/** What is kept of one play. */
type Simulated = Pick<Played, 'seed' | 'steps' | 'messages' | 'sent' | 'worries' | 'peak'> & {
  faults: Record<string, number>;
  violation: string | null;
  seconds: number;
};

type School = { students: number; weeks: number };

/** They end with the process that proves. */
const players = openPlayers();

/** Plays one seed in one of the processes, so that several go side by side and their memory can be told. */
async function simulate(seed: number, school: School, onWeek?: () => void): Promise<Simulated> {
  const begun = Date.now();
  const asked = { ...school, seed };
  const { steps, messages, sent, worries, faults, violation, peak } = await players.play(asked, onWeek);
  return {
    ...{ seed, steps, messages, sent, worries, peak },
    faults: Object.fromEntries(faults),
    violation: violation === null ? null : `${violation.invariant}: ${violation.what}`,
    seconds: Math.round((Date.now() - begun) / 1000),
  };
}

function report(played: readonly Simulated[], { students, weeks }: School): string[] {
  const kinds = [...new Set(played.flatMap(({ faults }) => Object.keys(faults)))].sort();
  return [
    `${students} students and ${weeks} weeks in simulated time (docs/architecture.md).`,
    '',
    '| what | all |',
    '|---|---|',
    `| seeds | ${played.length} |`,
    `| steps | ${sum(played, (one) => one.steps)} |`,
    `| messages in, out | ${sum(played, (one) => one.messages)}, ${sum(played, (one) => one.sent)} |`,
    `| worries | ${sum(played, (one) => one.worries)} |`,
    `| seconds in all | ${sum(played, (one) => one.seconds)} |`,
    `| most memory of one process | ${Math.max(0, ...played.map(({ peak }) => peak))} MiB |`,
    ...kinds.map((kind) => `| ${kind} | ${sum(played, ({ faults }) => faults[kind] ?? 0)} |`),
    `| violations | ${played.filter(({ violation }) => violation !== null).length} |`,
  ];
}

const proof = (name: string, title: string, rounds: number, school: School): Proof<Simulated> => ({
  ...{ name, title, rounds, atOnce: cores() },
  play: (seed) => simulate(seed, school),
  line: ({ steps, seconds, peak }) => `${steps} steps in ${seconds} s, ${peak} MiB`,
  violations: ({ violation }) => (violation === null ? [] : [violation]),
  report: (played) => report(played, school),
});

/** Seeds of the simulated school: the short year. */
export const simulated = proof('simulate', 'Simulated school', 1000, { students: 30, weeks: 8 });

const year: School = { students: 1000, weeks: 40 };

/** One full year of a large school: it takes long, so it tells how far it is. */
export const fullYear: Proof<Simulated> = {
  ...proof('year', 'Simulated year of a large school', 1, year),
  play: (seed, say) => {
    let week = 0;
    return simulate(seed, year, () => say(`week ${(week += 1)} of ${year.weeks}`));
  },
};
