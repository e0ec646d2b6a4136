import type { Command } from 'commander';
import { localDate } from '../../core/school/calendar.js';
import { openDay } from '../../app/days/days.js';
import { changeDay, type DayOrder } from '../../app/days/day-orders.js';
import { tellLedger } from '../../app/days/tell-ledger.js';
import { offlineApp } from '../offline-app.js';
import { dateOption } from '../options.js';
import { wholeNumber } from './talk.js';

const { stdout: output } = process;

type Which = { student: string; date?: string };

/** `day open|plan|ill|absent|move|pause`: practice days by hand. */
export function dayCommands(program: Command): void {
  const day = program.command('day').description('practice days of a student, by hand');
  const command = (name: string, description: string, date = 'the practice day (default: the one in hand)') =>
    day
      .command(name)
      .description(description)
      .requiredOption('--student <id>')
      .option('--date <date>', date, dateOption);
  command('open', 'open the reflection; the running server sends it', 'the practice day (default: today)')
    .option('--assignment <number>', 'the planned assignment; 0 for none', wholeNumber)
    .action(open);
  command('plan', 'what the student will do')
    .requiredOption('--assignment <number>', 'its number; 0 for none', wholeNumber)
    .action(({ assignment, ...which }: Which & { assignment: number }) =>
      change(which, { verb: 'plan', assignment: assignment === 0 ? 'none' : assignment }),
    );
  command('ill', 'the student was ill: nothing is asked about that day').action((which: Which) =>
    change(which, { verb: 'ill' }),
  );
  command('absent', 'there was no practice day').action((which: Which) => change(which, { verb: 'absent' }));
  command('move', 'the day is on another date')
    .requiredOption('--to <date>', 'its new date', dateOption)
    .action(({ to, ...which }: Which & { to: string }) => change(which, { verb: 'move', to }));
  day
    .command('pause')
    .description('no practice days for a while; without --from the student has them again')
    .requiredOption('--student <id>')
    .option('--from <date>', 'first date', dateOption)
    .option('--to <date>', 'last date', dateOption)
    .action(({ student, from, to }: { student: string; from?: string; to?: string }) =>
      change({ student }, { verb: 'pause', ...(from === undefined ? {} : { from, to: to ?? from }) }),
    );
}

async function open(options: Which & { assignment?: number }): Promise<void> {
  const { deps, threads, close } = await offlineApp(process.env);
  try {
    const date = options.date ?? localDate(deps.school, deps.clock.now());
    const { assignment: number } = options;
    const assignment = number === undefined ? null : number === 0 ? 'none' : number;
    const opened = await openDay(threads, { student: options.student, date, assignment });
    if ('committed' in opened) await tellLedger(deps.store, deps.school.id, opened.committed.thread);
    const why = opened.kind === 'waits' ? ` (${opened.why})` : '';
    output.write(`${options.student}, ${date}: ${opened.kind}${why}\n`);
  } finally {
    await close();
  }
}

async function change({ student, date }: Which, order: DayOrder): Promise<void> {
  const { deps, threads, close } = await offlineApp(process.env);
  try {
    const result = await changeDay(threads, student, date ?? null, order);
    if (result.kind === 'refused') process.exitCode = 1;
    if (result.thread !== null) await tellLedger(deps.store, deps.school.id, result.thread);
    output.write(`${student}, ${result.date ?? 'no practice day'}: ${result.said}\n`);
  } finally {
    await close();
  }
}
