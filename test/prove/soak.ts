import { described, soak, type SoakResult } from '../faults/soak.js';
import { seeded } from '../support/random.js';
import type { Proof } from './proof.js';

type Round = SoakResult & { seed: number };

/** Traffic of every kind against one server for so many minutes. */
export const soaking = (minutes: number): Proof<Round> => ({
  name: 'soak',
  title: 'Soak',
  keptAs: `soak of ${minutes} minutes`,
  rounds: 1,
  play: async (seed) => {
    const say = (line: string): void => void process.stdout.write(`soak: ${line}\n`);
    return { seed, ...(await soak(minutes, seeded(seed), say)) };
  },
  line: (round) => `${Object.values(round.asked).reduce((sum, more) => sum + more, 0)} requests`,
  violations: (round) => round.violations,
  report: (rounds) => rounds.flatMap(table),
});

const table = ({ asked, samples, minutes }: Round): string[] => [
  `One server for ${minutes} minutes, in time that runs twenty times as fast: students on WhatsApp and in Teams who`,
  'write and tap, staff who write, press and look at pages, openings and reminders. The heap is looked at after it was',
  'collected. Flat means: after a third to warm up, the median of the last third is not more than a tenth and 4 MiB of',
  'heap, a fifth and 16 MiB resident, or a quarter and 15 handles above that of the third before it; and no answer is a 5xx.',
  '',
  ...Object.entries(asked)
    .sort()
    .map(([what, times]) => `- ${what}: ${times}`),
  '',
  '| sample | what it took |',
  '|---|---|',
  ...samples.map((sample, index) => `| ${index + 1} | ${described(sample)} |`),
];
