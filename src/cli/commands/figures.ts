import type { Command } from 'commander';
import { systemClock } from '../../adapters/system/system-clock.js';
import { yearFigures, type YearFigures } from '../../app/history/figures.js';
import { TerugblikError } from '../../core/errors.js';
import { readSchoolYear } from '../../core/history/figures.js';
import { figuresCsv, figuresTable } from '../figures-text.js';
import { databaseOf, schoolOf } from '../school-store.js';

const formats: Readonly<Record<string, (figures: YearFigures) => string>> = {
  table: figuresTable,
  csv: figuresCsv,
  json: (figures) => `${JSON.stringify(figures, null, 2)}\n`,
};

/** `figures`: how the assignments of a school year went, for the werkgroep. */
export function figuresCommands(program: Command): void {
  program
    .command('figures')
    .description('how the assignments of a school year went; nothing of fewer than five students')
    .option('--year <year>', 'a school year, like 2026-2027 (default: this one)')
    .option('--format <format>', 'table, csv or json', 'table')
    .action(printFigures);
}

async function printFigures(options: { year?: string; format: string }): Promise<void> {
  const format = formats[options.format];
  if (!format) throw new TerugblikError('option_wrong', `--format: use ${Object.keys(formats).join(', ')}`);
  const year = options.year === undefined ? undefined : readSchoolYear(options.year);
  if (year === null) throw new TerugblikError('option_wrong', '--year: write a school year like 2026-2027');
  const store = await databaseOf(process.env, systemClock);
  try {
    const school = await schoolOf(process.env);
    process.stdout.write(format(await yearFigures({ store, school, clock: systemClock }, year)));
  } finally {
    await store.close();
  }
}
