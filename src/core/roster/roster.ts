import { personId, roles, type Person, type Role } from '../school/people.js';
import {
  readAgeBand,
  readLanguage,
  readPhone,
  readSector,
  readTeams,
  readTime,
  readWeekday,
  shiftMinutes,
  type ReadCell,
} from './cells.js';
import { rosterColumns, type RosterColumn, type RosterLine } from './columns.js';
import { checkPeople } from './people.js';
import { checkTable, formula, type CellFinding, type Line, type Report, type Table } from '../table.js';

/** What the roster is checked against beside itself. */
export type Known = {
  /** The sectors that have a catalogue of assignments; absent: any word will do. */
  sectors?: ReadonlySet<string>;
};

/**
 * Reads a roster. Every mistake is named with row and column, the file's own among them; people are only given
 * when there is none. One mistake is one finding: what follows from it is not named again.
 */
export function readRoster(table: Table, known: Known = {}): { people: Person[]; findings: CellFinding[] } {
  const { lines, report, findings } = checkTable(table, rosterColumns);
  const read = lines.map((line): RosterLine => ({ ...line, person: personOf(line, report, known) }));
  checkPeople(read, report);
  const found = findings();
  return found.length > 0
    ? { people: [], findings: found }
    : { people: read.map(({ person }) => person), findings: [] };
}

/** Reads one cell, names it when it is wrong; null when it is empty or wrong. */
type Cell = <T>(column: RosterColumn, read: (text: string) => ReadCell<T>) => T | null;

function personOf(line: Line<RosterColumn>, report: Report<RosterColumn>, known: Known): Person {
  const wrong = (column: RosterColumn, message: string): void => report(line, column, message);
  const cell: Cell = (column, read) => {
    const text = line.text[column];
    if (text === '' || line.damaged || line.wrong.has(column)) return null;
    const result = read(text);
    if (result.ok) return result.value;
    wrong(column, result.message);
    return null;
  };
  if (!line.damaged) checkForm(line, wrong);
  const person: Person = {
    v: 1,
    id: line.text.id,
    name: line.text.name,
    roles: rolesIn(line.text.role),
    language: cell('language', readLanguage) ?? 'nl',
    ageBand: cell('age_band', readAgeBand),
    teams: cell('teams', readTeams),
    whatsapp: cell('whatsapp', readPhone),
    begeleider: line.text.begeleider || null,
    mentor: line.text.mentor || null,
    praktijkopleider: line.text.praktijkopleider || null,
    backups: listIn(line.text.backups),
    sector: cell('sector', (text) => readSector(text, known.sectors ?? null)),
    company: line.text.company || null,
    weekday: cell('weekday', readWeekday),
    start: cell('start', readTime),
    end: cell('end', readTime),
    active: true,
  };
  if (!line.damaged) checkStudent(line, person, wrong);
  return person;
}

type Wrong = (column: RosterColumn, message: string) => void;

/** The words of a cell that holds several. */
const listIn = (text: string): string[] =>
  text
    .split(/[+,]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');

const rolesIn = (text: string): Role[] => roles.filter((role) => listIn(text.toLowerCase()).includes(role));

/** What the cells of anybody must look like. */
function checkForm(line: Line<RosterColumn>, wrong: Wrong): void {
  const { text } = line;
  for (const column of rosterColumns) {
    // A number begins with its +; everywhere else a sign at the beginning is a formula.
    const trouble = column === 'whatsapp' && text.whatsapp.startsWith('+') ? null : formula(text[column]);
    if (trouble !== null) wrong(column, trouble);
  }
  if (!personId.safeParse(text.id).success) wrong('id', 'use letters, digits, dot, - or _, at most 60');
  if (text.name === '') wrong('name', 'a name is needed');
  if (text.name.includes('?'))
    wrong('name', 'letters were lost when this file was saved: save it as "CSV UTF-8"');
  const given = listIn(text.role.toLowerCase());
  if (given.length === 0 || given.some((role) => !(roles as readonly string[]).includes(role)))
    wrong('role', `use one of ${roles.join(', ')}, joined by +`);
  else if (given.includes('student') && given.length > 1)
    wrong('role', 'a student has no other role: staff read what students must be able to keep to themselves');
}

/** The law's longest shift (Arbeidstijdenwet). What is longer is a mistake in a time, not a shift over midnight. */
const longestShift = 12 * 60;

/** What a student must have beside that. Staff may have days and times; nothing depends on them. */
function checkStudent(line: Line<RosterColumn>, person: Person, wrong: Wrong): void {
  const { text } = line;
  if (person.start !== null && person.end !== null) {
    const length = shiftMinutes(person.start, person.end);
    if (length === 0) wrong('end', 'the shift ends when it begins');
    else if (length > longestShift)
      wrong('end', `a shift of ${Math.round(length / 60)} hours: are start and end in each other’s place?`);
  }
  if (line.wrong.has('role') || !person.roles.includes('student')) return;
  if (text.begeleider === '') wrong('begeleider', 'a student needs a begeleider');
  const together = ['weekday', 'start', 'end'] as const;
  const empty = together.find((column) => text[column] === '');
  if (empty !== undefined && together.some((column) => text[column] !== ''))
    wrong(
      empty,
      'weekday, start and end belong together: fill in all three, or none for days planned by hand',
    );
}
