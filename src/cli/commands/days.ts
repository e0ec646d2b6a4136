import type { Command } from 'commander';
import { openDayFor } from '../open-day.js';
import { wholeNumber } from './talk.js';

const { stdout: output } = process;

/** `day open`: practice days by hand. */
export function dayCommands(program: Command): void {
  program
    .command('day')
    .description('practice days')
    .command('open')
    .description('open the reflection of a student; the running server sends it')
    .requiredOption('--student <id>')
    .option('--date <date>', 'the practice day, like 2026-11-24 (default: today)')
    .option('--assignment <number>', 'the planned assignment', wholeNumber)
    .action(async (options: { student: string; date?: string; assignment?: number }) => {
      output.write(`${await openDayFor(process.env, options)}\n`);
    });
}
