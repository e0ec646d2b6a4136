import type { Command } from 'commander';
import { systemClock } from '../../adapters/system/system-clock.js';
import { knownPeople } from '../../app/people/import-roster.js';
import { ledgerOf, type LedgerFilter } from '../../app/days/ledger.js';
import { TerugblikError } from '../../core/errors.js';
import { dateAfter, isDate, localDate, weekdayOf } from '../../core/school/calendar.js';
import { dayStatuses, type DayRecord } from '../../core/school/day-record.js';
import { csvOf, tableOf } from '../ledger-text.js';
import { databaseOf, schoolOf } from '../school-store.js';

const { stdout: output } = process;

type Options = {
  date?: string;
  week?: string | boolean;
  status?: string;
  format: string;
} & Omit<LedgerFilter, 'status'>;

/** `ledger`: what became of the practice days, of a day, a week, a group. */
export function ledgerCommands(program: Command): void {
  program
    .command('ledger')
    .description('what became of the practice days: who is done, who is not, who was not reached')
    .option('--date <date>', 'a practice day, like 2026-11-24 (default: today)')
    .option('--week [date]', 'the whole week of that date (default: this week)')
    .option('--begeleider <id>')
    .option('--mentor <id>')
    .option('--sector <sector>')
    .option('--student <id>')
    .option('--status <list>', `only these, joined by commas: ${dayStatuses.join(', ')}`)
    .option('--format <format>', 'table, csv or json', 'table')
    .action(printLedger);
}

async function printLedger(options: Options): Promise<void> {
  const formats: Record<string, (records: readonly DayRecord[], names: Names) => string> = {
    table: tableOf,
    csv: csvOf,
    json: (records) => `${JSON.stringify(records, null, 2)}\n`,
  };
  const format = formats[options.format];
  if (!format) throw new TerugblikError('option_wrong', `--format: use ${Object.keys(formats).join(', ')}`);
  const store = await databaseOf(process.env, systemClock);
  try {
    const school = await schoolOf(process.env);
    const dates = datesOf(options, localDate(school, systemClock.now()));
    const records: DayRecord[] = [];
    for (const date of dates) records.push(...(await ledgerOf(store, school.id, date, filterOf(options))));
    const people = await knownPeople(store, school.id);
    output.write(format(records, (id) => people.get(id)?.name ?? id));
  } finally {
    await store.close();
  }
}

type Names = (id: string) => string;

function datesOf({ date, week }: Options, today: string): string[] {
  const one = date ?? (typeof week === 'string' ? week : today);
  if (!isDate(one)) throw new TerugblikError('date_wrong', `${one} is no date like 2026-11-24`);
  if (week === undefined) return [one];
  const monday = dateAfter(one, 1 - weekdayOf(one));
  return Array.from({ length: 7 }, (_, ahead) => dateAfter(monday, ahead));
}

function filterOf({ begeleider, mentor, sector, student, status }: Options): LedgerFilter {
  const wanted = status?.split(',').map((one) => one.trim());
  const strange = wanted?.find((one) => !(dayStatuses as readonly string[]).includes(one));
  if (strange !== undefined)
    throw new TerugblikError('option_wrong', `--status: ${strange} is none of ${dayStatuses.join(', ')}`);
  return {
    ...(begeleider === undefined ? {} : { begeleider }),
    ...(mentor === undefined ? {} : { mentor }),
    ...(sector === undefined ? {} : { sector }),
    ...(student === undefined ? {} : { student }),
    ...(wanted === undefined ? {} : { status: wanted }),
  };
}
