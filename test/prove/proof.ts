/** One of the long proofs: rounds that are played one by one and kept, and a section of docs/proofs.md. */
export type Proof<Round extends { seed: number } = { seed: number }> = {
  /** The word after `--only`. */
  name: string;
  /** The heading of its section. */
  title: string;
  /** Where its rounds are kept, when they depend on more than the commit; its name when absent. */
  keptAs?: string;
  rounds: number;
  /** How many rounds are played at the same time; one when not named. */
  atOnce?: number;
  /** Plays one round; `say` prints how far a long one is. */
  play(seed: number, say: (line: string) => void): Promise<Round>;
  /** What is printed of a round. */
  line(round: Round): string;
  /** What broke a promise. */
  violations(round: Round): readonly string[];
  /** The section under its heading, in markdown. */
  report(rounds: readonly Round[]): string[];
};

/** The sum of a figure over all rounds. */
export const sum = <Round>(rounds: readonly Round[], of: (round: Round) => number): number =>
  rounds.reduce((total, round) => total + of(round), 0);

/** A table whose columns are the rounds, with their sum in the last. */
export function roundsTable<Round extends { seed: number }>(
  rounds: readonly Round[],
  rows: readonly (readonly [name: string, of: (round: Round) => number])[],
): string[] {
  const row = (name: string, cells: readonly number[], last: number | string): string =>
    `| ${name} | ${cells.join(' | ')} | ${last} |`;
  return [
    row(
      'round',
      rounds.map(({ seed }) => seed),
      'all',
    ),
    `|---|${'---|'.repeat(rounds.length + 1)}`,
    ...rows.map(([name, of]) => row(name, rounds.map(of), sum(rounds, of))),
  ];
}
