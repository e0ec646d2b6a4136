import { play } from '../../src/simulation/play.js';
import { sum, type Proof } from './proof.js';

const shortYear = { students: 30, weeks: 8 };

type Simulated = { seed: number; steps: number; messages: number; faults: number; violation: string | null };

/** Seeds of the simulated school: the short year. */
export const simulated: Proof<Simulated> = {
  name: 'simulate',
  title: 'Simulated school',
  rounds: 1000,
  play: async (seed) => {
    const { steps, messages, faults, violation } = await play({ seed, ...shortYear });
    const injected = [...faults.values()].reduce((total, times) => total + times, 0);
    const found = violation === null ? null : `${violation.invariant}: ${violation.what}`;
    return { seed, steps, messages, faults: injected, violation: found };
  },
  line: (one) => `${one.steps} steps`,
  violations: ({ violation }) => (violation === null ? [] : [violation]),
  report: (played) => [
    `${played.length} seeds of ${shortYear.students} students and ${shortYear.weeks} weeks in simulated time`,
    `(docs/architecture.md): ${sum(played, (one) => one.steps)} steps, ${sum(played, (one) => one.messages)} messages,`,
    `${sum(played, (one) => one.faults)} faults, ${played.filter((one) => one.violation !== null).length} violations.`,
  ],
};
