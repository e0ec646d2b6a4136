import type { Extent } from './result.js';

/** Runs of each contestant, in order of the rounds. */
export type Runs<T> = ReadonlyMap<string, T[]>;

/**
 * Lets the contestants take turns: one run of each, then one of each again. A machine that grows slow for a while
 * is then slow for all of them. Every other round goes backwards, so that nobody always runs on a warm machine.
 */
export async function interleaved<T>(
  { runs, progress }: Pick<Extent, 'runs' | 'progress'>,
  contestants: Readonly<Record<string, () => Promise<T>>>,
): Promise<Runs<T>> {
  const names = Object.keys(contestants);
  const found = new Map<string, T[]>(names.map((name) => [name, []]));
  for (let round = 0; round < runs; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      progress(`round ${round + 1} of ${runs}: ${name}`);
      const run = contestants[name];
      if (run !== undefined) found.get(name)?.push(await run());
    }
  }
  return found;
}

/** One number of each run of a contestant. */
export const column = <T>(runs: Runs<T>, name: string, pick: (run: T) => number): number[] =>
  (runs.get(name) ?? []).map(pick);
