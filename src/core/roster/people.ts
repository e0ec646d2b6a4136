import { personId, type Role } from '../school/people.js';
import type { RosterColumn, RosterLine } from './columns.js';
import type { Report } from '../table.js';

type Named = {
  roles: ReadonlySet<Role>;
  /** False where the roles could not be read: whoever names this person is then not told off for it. */
  sure: boolean;
};

/** Names what rows say of each other: doubles, people who are not there or are no such thing, nobody to turn to. */
export function checkPeople(lines: readonly RosterLine[], report: Report<RosterColumn>): void {
  checkDoubles(lines, report);
  const people = namedIn(lines);
  for (const line of lines.filter((one) => !one.damaged)) {
    checkRelations(line, people, report);
    checkBackups(line, people, report);
  }
  checkConfidant(lines, report);
}

/** The same id, Teams account or number for two people, however it is written. */
function checkDoubles(lines: readonly RosterLine[], report: Report<RosterColumn>): void {
  for (const column of ['id', 'teams', 'whatsapp'] as const) {
    const first = new Map<string, number>();
    for (const line of lines) {
      const key = line.damaged || line.wrong.has(column) ? null : line.person[column];
      if (key === null || key === '') continue;
      const earlier = first.get(key.toLowerCase());
      if (earlier === undefined) first.set(key.toLowerCase(), line.row);
      else report(line, column, `stands in row ${earlier} too`);
    }
  }
}

function namedIn(lines: readonly RosterLine[]): ReadonlyMap<string, Named> {
  const people = new Map<string, Named>();
  for (const { person, damaged, wrong } of lines) {
    // Two rows of one id are named as doubles; both count here, so that nobody else is named for it.
    const other = people.get(person.id);
    people.set(person.id, {
      roles: new Set([...(other?.roles ?? []), ...person.roles]),
      sure: !damaged && !wrong.has('role') && (other?.sure ?? true),
    });
  }
  return people;
}

function checkRelations(
  line: RosterLine,
  people: ReadonlyMap<string, Named>,
  report: Report<RosterColumn>,
): void {
  for (const column of ['begeleider', 'mentor', 'praktijkopleider'] as const) {
    const id = line.person[column];
    if (id === null) continue;
    const has = people.get(id);
    if (id === line.person.id) report(line, column, `nobody is his own ${column}`);
    else if (has === undefined) report(line, column, nobody(id));
    else if (has.sure && !has.roles.has(column)) report(line, column, `${id} has not the role ${column}`);
  }
}

/** Back-ups get alerts with a student's words. A company's trainer never does, nor do students (docs/privacy.md). */
const readers: readonly Role[] = ['begeleider', 'mentor', 'coordinator', 'zorg', 'vertrouwen'];

function checkBackups(
  line: RosterLine,
  people: ReadonlyMap<string, Named>,
  report: Report<RosterColumn>,
): void {
  const { backups, id: own } = line.person;
  const wrong = (message: string): void => report(line, 'backups', message);
  for (const [index, id] of backups.entries()) {
    const has = people.get(id);
    if (backups.indexOf(id) < index) wrong(`${id} stands here twice`);
    else if (id === own) wrong('nobody is his own back-up');
    else if (has === undefined) wrong(nobody(id));
    else if (has.sure && !readers.some((role) => has.roles.has(role)))
      wrong(`${id} may not read alerts: a back-up is one of ${readers.join(', ')}`);
  }
}

/** Worries about school staff need somebody who is independent: without one no student is taken in. */
function checkConfidant(lines: readonly RosterLine[], report: Report<RosterColumn>): void {
  const first = lines.find(({ person }) => person.roles.includes('student'));
  const maybe = lines.some(
    ({ person, wrong, damaged }) => damaged || wrong.has('role') || person.roles.includes('vertrouwen'),
  );
  if (first !== undefined && !maybe)
    report(first, 'role', 'there are students, but nobody has the role vertrouwen');
}

/** A cell that should hold an id may hold a name; names are not repeated in messages. */
const nobody = (id: string): string =>
  personId.safeParse(id).success ? `nobody has the id ${id}` : 'use the id of a person in this file';
