import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readRosterFile } from '../../adapters/files/roster-file.js';
import { systemClock } from '../../adapters/system/system-clock.js';
import { importRoster } from '../../app/import-roster.js';
import { TerugblikError } from '../../core/errors.js';
import { readRoster } from '../../core/school/roster.js';
import { databaseOf, schoolOf } from '../school-store.js';

const { stdout: output } = process;

/** `roster import`: the people of the school. */
export function rosterCommands(program: Command): void {
  program
    .command('roster')
    .description('the people of the school')
    .command('import')
    .argument('<file>', 'CSV as Excel saves it')
    .option('--dry-run', 'only check')
    .action(async (file: string, options: { dryRun?: boolean }) => {
      const { people, findings } = readRoster(readRosterFile(await textOf(file)));
      for (const { row, column, message } of findings)
        output.write(`${file}: row ${row}, ${column}: ${message}\n`);
      if (findings.length > 0)
        throw new TerugblikError('roster_refused', `${findings.length} mistakes: nothing was imported`);
      if (options.dryRun === true) return void output.write(`${people.length} people, no mistakes\n`);
      const store = await databaseOf(process.env, systemClock);
      const school = await schoolOf(process.env);
      const { added, changed, same } = await importRoster(store, school.id, people);
      output.write(`${added} new, ${changed} changed, ${same} the same\n`);
      await store.close();
    });
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new TerugblikError('roster_unreadable', `${file} cannot be read`, { cause });
  });
}
