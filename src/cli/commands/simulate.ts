import { InvalidArgumentError, type Command } from 'commander';
import { play, type PlayResult } from '../../simulation/play.js';
import { shrink } from '../../simulation/shrink.js';
import { emptySummary, summaryText, taken, traceText } from '../simulate-text.js';

const { stdout: output, stderr: errors } = process;

type Options = {
  seed?: number;
  seeds?: number;
  from: number;
  to?: number;
  students: number;
  weeks: number;
  json?: boolean;
};

function count(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('a whole number is needed');
  return number;
}

/** `simulate`: a school's weeks in one process on simulated time, with everything that can go wrong. */
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
    .option('--json', 'print the result as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const from = options.seed ?? options.from;
  const to = options.seed ?? options.to ?? from + (options.seeds ?? 1) - 1;
  const { students, weeks } = options;
  const summary = emptySummary();
  let stopped = false;
  const stop = (): void => {
    stopped = true;
  };
  process.once('SIGINT', stop);
  let failed: PlayResult | null = null;
  // Between two seeds nothing waits for anything: without a turn of the loop no signal would be heard.
  for (let seed = from; seed <= to && !stopped && failed === null; seed += 1) {
    const result = await play({ seed, students, weeks });
    taken(summary, result);
    if (result.violation !== null) failed = await shrink({ seed, students, weeks }, result);
    if (errors.isTTY) errors.write(`seed ${seed}: ${result.steps} steps, ${result.messages} messages\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.off('SIGINT', stop);
  if (options.json === true) {
    const faults = Object.fromEntries(summary.faults);
    output.write(`${JSON.stringify({ ...summary, faults, violation: failed?.violation ?? null })}\n`);
  } else {
    output.write(summaryText(summary));
    if (failed !== null) output.write(traceText(failed, { students, weeks }));
  }
  if (failed !== null) process.exitCode = 1;
}
