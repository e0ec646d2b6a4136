import { InvalidArgumentError, type Command } from 'commander';
import type { PlayResult } from '../../simulation/play.js';
import { playSeeds } from '../../simulation/players.js';
import { shrink } from '../../simulation/shrink.js';
import { progressOn } from '../progress.js';
import { emptySummary, summaryText, taken, traceText, type Summary } from '../simulate-text.js';

const { stdout: output, stderr: errors } = process;

type Options = {
  seed?: number;
  seeds?: number;
  from: number;
  to?: number;
  students: number;
  weeks: number;
  jobs?: number;
  json?: boolean;
};

function count(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('a whole number is needed');
  return number;
}

/** `simulate`: a school's weeks on simulated time, each seed in one process, with everything that can go wrong. */
export function simulateCommands(program: Command): void {
  program
    .command('simulate')
    .description('play a made-up school for some weeks, with faults, and check that nothing is lost')
    .option('--seed <number>', 'play this seed only, exactly as before', count)
    .option('--seeds <count>', 'how many seeds, from the first one on', count)
    .option('--from <seed>', 'the first seed', count, 1)
    .option('--to <seed>', 'the last seed', count)
    .option('--students <count>', 'how many students', count, 30)
    .option('--weeks <count>', 'how many weeks', count, 8)
    .option('--jobs <count>', 'how many at once; one for each core when not said', count)
    .option('--json', 'print the result as JSON')
    .action(run);
}

async function run({ students, weeks, jobs, json, ...options }: Options): Promise<void> {
  const from = options.seed ?? options.from;
  const to = options.seed ?? options.to ?? from + (options.seeds ?? 1) - 1;
  const seeds = Array.from({ length: Math.max(0, to - from + 1) }, (_, nr) => from + nr);
  const summary = emptySummary();
  const progress = progressOn(errors, 'weeks');
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.once('SIGINT', stop);
  let first: PlayResult | null = null;
  const onResult = (result: PlayResult): boolean => {
    taken(summary, result);
    if (result.violation !== null && (first === null || result.seed < first.seed)) first = result;
    return first === null;
  };
  let played = 0;
  const onWeek = (): void => progress((played += 1), seeds.length * weeks);
  const { signal } = stopped;
  await playSeeds({
    seeds,
    students,
    weeks,
    onResult,
    onWeek,
    signal,
    ...(jobs === undefined ? {} : { jobs }),
  });
  process.off('SIGINT', stop);
  const failed = await smallest(first, { students, weeks });
  print(summary, failed, { students, weeks, json: json === true });
  if (failed !== null) process.exitCode = 1;
  else if (signal.aborted) process.exitCode = interrupted;
}

/** What a shell calls a command that Ctrl+C ended. */
const interrupted = 130;

/** A smaller copy of a failure, which is the shorter one to read. */
const smallest = async (
  found: PlayResult | null,
  school: { students: number; weeks: number },
): Promise<PlayResult | null> => (found === null ? null : shrink({ seed: found.seed, ...school }, found));

function print(
  summary: Summary,
  failed: PlayResult | null,
  { json, ...school }: { students: number; weeks: number; json: boolean },
): void {
  if (json) {
    const faults = Object.fromEntries(summary.faults);
    const violation = failed === null ? null : { seed: failed.seed, ...failed.violation };
    output.write(`${JSON.stringify({ ...summary, faults, violation })}\n`);
    return;
  }
  output.write(summaryText(summary));
  if (failed !== null) output.write(traceText(failed, school));
}
