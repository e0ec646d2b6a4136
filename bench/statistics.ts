/** What several runs of one thing came to. */
export type Spread = { median: number; min: number; max: number };

/** The middle of the runs, and the mean of the two in the middle where there is an even number of them. */
export function median(runs: readonly number[]): number {
  const sorted = [...runs].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

export const spreadOf = (runs: readonly number[]): Spread => ({
  median: median(runs),
  min: Math.min(...runs),
  max: Math.max(...runs),
});

/** The value below which this share of the values lies: 0.5 is the median, 0.99 the slowest in a hundred. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Run by run: the runs of one round stood under the same weather, so they are compared with each other only. */
export const ratios = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((one, round) => one / (theirs[round] ?? NaN));
