import type { Command } from 'commander';
import { systemClock } from '../../adapters/system/system-clock.js';
import { absencesOf, changeAbsences } from '../../app/people/absences.js';
import { knownPeople } from '../../app/people/import-roster.js';
import { TerugblikError } from '../../core/errors.js';
import { isDate } from '../../core/school/calendar.js';
import type { Absence, Person } from '../../core/school/people.js';
import { databaseOf, schoolOf } from '../school-store.js';

const { stdout: output } = process;

type Add = { person: string; by?: string; from: string; to: string };

/** `absence add|list|remove`: who of the staff is away, and who stands in. Alerts and notes go to the stand-in. */
export function absenceCommands(program: Command): void {
  const absence = program.command('absence').description('staff who are away, and who stands in');
  absence
    .command('add')
    .description('somebody is away; alerts and notes go to who stands in')
    .requiredOption('--person <id>')
    .option('--by <id>', 'who stands in; without: the back-ups of the roster')
    .requiredOption('--from <date>', 'first day, like 2026-11-24')
    .requiredOption('--to <date>', 'last day')
    .action((options: Add) => changed((absences, people) => [...absences, checked(options, people)]));
  absence
    .command('remove')
    .description('somebody is back: every time of this person is taken off')
    .requiredOption('--person <id>')
    .action(({ person }: { person: string }) =>
      changed((absences) => absences.filter((one) => one.person !== person)),
    );
  absence
    .command('list')
    .description('who is away when')
    .action(() => changed(null));
}

type Change = (absences: readonly Absence[], people: ReadonlyMap<string, Person>) => Absence[];

async function changed(change: Change | null): Promise<void> {
  const store = await databaseOf(process.env, systemClock);
  try {
    const { id } = await schoolOf(process.env);
    const people = await knownPeople(store, id);
    const absences =
      change === null
        ? await absencesOf(store, id)
        : await changeAbsences(store, id, (before) => change(before, people));
    for (const { person, by, from, to } of absences)
      output.write(`${person}  ${from} to ${to}  ${by === null ? 'back-ups' : `by ${by}`}\n`);
    if (absences.length === 0) output.write('nobody is away\n');
  } finally {
    await store.close();
  }
}

function checked({ person, by, from, to }: Add, people: ReadonlyMap<string, Person>): Absence {
  for (const id of [person, ...(by === undefined ? [] : [by])]) {
    const known = people.get(id);
    if (!known?.active || known.roles.includes('student'))
      throw new TerugblikError('person_unknown', `nobody of the staff has the id ${id}`);
  }
  if (by === person) throw new TerugblikError('absence_wrong', `${person} cannot stand in for himself`);
  for (const date of [from, to])
    if (!isDate(date)) throw new TerugblikError('date_wrong', `${date} is no date like 2026-11-24`);
  if (to < from) throw new TerugblikError('absence_wrong', `${to} is before ${from}`);
  return { person, by: by ?? null, from, to };
}
