import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readRosterFile } from '../../adapters/files/roster-file.js';
import { systemClock, waited } from '../../adapters/system/system-clock.js';
import { erasedAmong, type ErasedPerson } from '../../app/rights/erased-people.js';
import { carryOutImport, planImport, type RosterPlan } from '../../app/people/import-roster.js';
import type { RosterDifference } from '../../app/people/roster-differences.js';
import { TerugblikError } from '../../core/errors.js';
import { local } from '../../core/school/calendar.js';
import type { Person } from '../../core/school/people.js';
import { readRoster } from '../../core/roster/roster.js';
import type { School } from '../../core/school/school.js';
import { keyedHashOf } from '../../erase-key.js';
import { openStore } from '../../open-store.js';
import { loadContent, projectRoot } from '../../wire.js';
import { progressOn } from '../progress.js';
import { configOf, schoolOf } from '../school-store.js';

const { stdout: output, stderr: errors } = process;

type Options = { dryRun?: boolean; leavers?: number; again?: string[] };

/** `roster import`: the people of the school. */
export function rosterCommands(program: Command): void {
  program
    .command('roster')
    .description('the people of the school')
    .command('import')
    .argument('<file>', 'CSV as Excel saves it')
    .option('--dry-run', 'only show what would change')
    .option('--leavers <number>', 'how many people may be closed; needed when it is many', Number)
    .option('--again <ids...>', 'students who were erased and begin anew; needed to import their ids')
    .action(async (file: string, options: Options) => {
      const people = await peopleOf(file);
      const config = configOf(process.env);
      const store = await openStore(config.database, systemClock);
      try {
        const school = await schoolOf(process.env);
        const deps = { store, env: { now: systemClock.now(), school }, pause };
        const erased = { store, school, keyedHash: await keyedHashOf(config), clock: systemClock };
        refuseErased(await erasedAmong(erased, people), school, options);
        const plan = await planImport(deps, people);
        output.write(linesOf(plan));
        refuseMany(plan, options);
        if (options.dryRun === true) return;
        await carryOutImport(deps, plan, progressOn(errors, 'people'));
      } finally {
        await store.close();
      }
    });
}

/** Half a second, then twice as long each time: half a minute in all. */
const pause = (tries: number): Promise<void> => waited(systemClock, 500 * 2 ** (tries - 1));

/** A file that still names somebody who was erased would bring him back without anybody meaning it. */
function refuseErased(erased: readonly ErasedPerson[], school: School, { again = [] }: Options): void {
  const refused = erased.filter(({ id, underWay }) => underWay || !again.includes(id));
  for (const { id, erasedAt, underWay } of refused) {
    const when = local(school, erasedAt).toFormat('yyyy-MM-dd HH:mm');
    const what = underWay
      ? 'and something of before may still turn up: import it a day after that'
      : `take the row out, or add --again ${id} to let the student begin anew`;
    output.write(`${id}: was erased on ${when}, ${what}\n`);
  }
  if (refused.length > 0)
    throw new TerugblikError('roster_refused', `${refused.length} erased: nothing was imported`);
}

async function peopleOf(file: string): Promise<Person[]> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new TerugblikError('roster_unreadable', `${file} cannot be read`, { cause });
  });
  const { content } = await loadContent(projectRoot);
  const sectors = new Set(content.assignments.keys());
  const { people, findings } = readRoster(readRosterFile(bytes), { sectors });
  for (const { row, column, message } of findings)
    output.write(`${file}: row ${row}, ${column}: ${message}\n`);
  if (findings.length > 0)
    throw new TerugblikError('roster_refused', `${findings.length} mistakes: nothing was imported`);
  return people;
}

const signs = { new: '+', left: '-', back: '+', changed: '~' } as const;

function linesOf({ differences, same }: RosterPlan): string {
  const count = (kind: RosterDifference['kind']): number =>
    differences.filter((one) => one.kind === kind).length;
  const lines = differences.map((one) => {
    const what =
      one.kind === 'changed'
        ? one.fields.map(fieldText).join(', ')
        : { new: 'new', left: 'not in the file any more: closed', back: 'back' }[one.kind];
    return `${signs[one.kind]} ${one.person.id}: ${what}\n`;
  });
  const back = count('back') > 0 ? `, ${count('back')} back` : '';
  const sum = `${count('new')} new, ${count('changed')} changed, ${count('left')} closed${back}, ${same} the same\n`;
  return lines.join('') + sum;
}

/** Names and numbers of people do not go to a terminal that somebody may keep: only that they changed. */
const fieldText = ({ name, from, to }: { name: string; from: string; to: string }): string =>
  ['name', 'teams', 'whatsapp'].includes(name) ? name : `${name} ${from} → ${to}`;

/** A file with half of the school in it would close the other half: that is asked for in so many words. */
const fewLeavers = 5;

function refuseMany({ people, differences }: RosterPlan, { leavers, dryRun }: Options): void {
  const left = differences.filter((one) => one.kind === 'left').length;
  const many = left > fewLeavers && left * 10 > people.length;
  if (!many || dryRun === true || (leavers !== undefined && left <= leavers)) return;
  throw new TerugblikError(
    'roster_refused',
    `${left} of ${people.length} people are not in this file and would be closed; nothing was imported. If they left the school, add --leavers ${left}`,
  );
}
