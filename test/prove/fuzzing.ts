import { fuzz, type FuzzResult } from '../fuzz/fuzz.js';
import { sum, type Proof } from './proof.js';

const requestsPerRound = 5000;

/** Damaged and well-formed requests against every route of the whole server. */
export const fuzzing: Proof<FuzzResult & { seed: number }> = {
  name: 'fuzz',
  title: 'Fuzzing of every route',
  rounds: 20,
  play: async (seed) => ({ seed, ...(await fuzz(requestsPerRound, seed)) }),
  line: (round) => `${round.requests} requests`,
  violations: (round) => round.violations,
  report: (rounds) => [
    'Activities of every type, WhatsApp messages and reports, card buttons, pages, forms and files, half of them damaged,',
    'some without proof of who sent them, against the whole server. No answer may be a 5xx (501 is the answer to an',
    'invoke that is not ours), each must come, what is refused may change nothing in the store, and the heap stays flat.',
    '',
    '| what | all |',
    '|---|---|',
    `| requests | ${sum(rounds, (round) => round.requests)} in ${rounds.length} rounds |`,
    ...['2', '3', '4', '5'].map(
      (hundred) => `| answered ${hundred}xx | ${sum(rounds, ({ answers }) => answers[hundred] ?? 0)} |`,
    ),
    `| largest growth of the heap in a round after its first fifth | ${mebibytes(Math.max(...rounds.map(({ grown }) => grown)))} |`,
    `| violations | ${sum(rounds, (round) => round.violations.length)} |`,
  ],
};

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
