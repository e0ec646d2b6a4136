import { z } from 'zod';
import { personSchema, roles, type Person, type Role } from './people.js';

/** A row of the roster file: its number as Excel shows it, and its cells by column name. */
export type RosterRow = { row: number; cells: Readonly<Record<string, string>> };

/** What is wrong, and where. With any finding nothing is imported. */
export type RosterFinding = { row: number; column: string; message: string };

/** The columns of a roster, in the order of docs/operations.md. */
export const rosterColumns = [
  'id',
  'name',
  'role',
  'language',
  'age_band',
  'teams',
  'whatsapp',
  'begeleider',
  'mentor',
  'praktijkopleider',
  'backups',
  'sector',
  'company',
  'weekday',
  'start',
  'end',
] as const;
type Column = (typeof rosterColumns)[number];

const weekdays: ReadonlyMap<string, number> = new Map([
  ...['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'].map((day, index): [string, number] => [day, index + 1]),
  ...['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day, index): [string, number] => [
    day,
    index + 1,
  ]),
]);

const guid = z.uuid();
const phone = z.e164();
const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Reads a roster. Every mistake is named with row and column; people are only given when there is none. */
export function readRoster(rows: readonly RosterRow[]): { people: Person[]; findings: RosterFinding[] } {
  const findings: RosterFinding[] = [];
  const people = rows.map((row) => readRow(row, findings));
  findings.push(...doubles(rows), ...strangers(rows), ...nobodyFor(rows));
  findings.sort(
    (a, b) =>
      a.row - b.row || rosterColumns.indexOf(a.column as Column) - rosterColumns.indexOf(b.column as Column),
  );
  return findings.length > 0 ? { people: [], findings } : { people, findings };
}

function readRow({ row, cells }: RosterRow, findings: RosterFinding[]): Person {
  const cell = (column: Column): string => (cells[column] ?? '').trim();
  const wrong = (column: Column, message: string): void => void findings.push({ row, column, message });
  const optional = (column: Column): string | null => (cell(column) === '' ? null : cell(column));
  if (!/^[A-Za-z0-9._-]{1,60}$/.test(cell('id'))) wrong('id', 'use letters, digits, dot, - or _, at most 60');
  if (cell('name') === '') wrong('name', 'a name is needed');
  const given = cell('role')
    .split('+')
    .map((role) => role.trim())
    .filter((role) => role !== '');
  const known = given.filter((role): role is Role => (roles as readonly string[]).includes(role));
  if (given.length === 0 || known.length < given.length)
    wrong('role', `use one of ${roles.join(', ')}, joined by +`);
  if (!/^[a-z]{2}$/.test(cell('language') || 'nl')) wrong('language', 'use two letters, like nl');
  const band = optional('age_band');
  if (band !== null && !['<18', '18-24', '25+'].includes(band)) wrong('age_band', 'use <18, 18-24 or 25+');
  if (optional('teams') !== null && !guid.safeParse(cell('teams')).success)
    wrong('teams', 'this is no Entra object id');
  if (optional('whatsapp') !== null && !phone.safeParse(cell('whatsapp')).success)
    wrong('whatsapp', 'write +31612345678');
  const weekday = optional('weekday');
  if (weekday !== null && !weekdays.has(weekday.toLowerCase()))
    wrong('weekday', 'use ma to zo, or mon to sun');
  for (const column of ['start', 'end'] as const) {
    if (optional(column) !== null && !time.test(cell(column))) wrong(column, 'write a time like 08:30');
  }
  if (known.includes('student') && cell('begeleider') === '')
    wrong('begeleider', 'a student needs a begeleider');
  return {
    v: 1,
    id: cell('id'),
    name: cell('name'),
    roles: known,
    language: cell('language') || 'nl',
    ageBand: personSchema.shape.ageBand.safeParse(band).data ?? null,
    teams: optional('teams')?.toLowerCase() ?? null,
    whatsapp: optional('whatsapp'),
    begeleider: optional('begeleider'),
    mentor: optional('mentor'),
    praktijkopleider: optional('praktijkopleider'),
    backups: cell('backups')
      .split(/[+,]/)
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    sector: optional('sector'),
    company: optional('company'),
    weekday: weekday === null ? null : (weekdays.get(weekday.toLowerCase()) ?? null),
    start: optional('start'),
    end: optional('end'),
    active: true,
  };
}

/** Worries about school staff need somebody who is independent: without one no student is taken in. */
function nobodyFor(rows: readonly RosterRow[]): RosterFinding[] {
  const given = new Set(
    rows.flatMap(({ cells }) => (cells['role'] ?? '').split('+').map((role) => role.trim())),
  );
  const first = rows.find(({ cells }) => (cells['role'] ?? '').includes('student'));
  if (!first || given.has('vertrouwen')) return [];
  return [
    { row: first.row, column: 'role', message: 'there are students, but nobody has the role vertrouwen' },
  ];
}

/** The same id, Teams account or number for two people. */
function doubles(rows: readonly RosterRow[]): RosterFinding[] {
  return (['id', 'teams', 'whatsapp'] as const).flatMap((column) => {
    const first = new Map<string, number>();
    return rows.flatMap(({ row, cells }) => {
      const value = (cells[column] ?? '').trim().toLowerCase();
      const earlier = first.get(value);
      if (value === '') return [];
      first.set(value, earlier ?? row);
      return earlier === undefined ? [] : [{ row, column, message: `stands in row ${earlier} too` }];
    });
  });
}

/** People who are named by somebody but have no row, or not that role. */
function strangers(rows: readonly RosterRow[]): RosterFinding[] {
  const rolesOf = new Map(
    rows.map(({ cells }) => [
      (cells['id'] ?? '').trim(),
      (cells['role'] ?? '').split('+').map((role) => role.trim()),
    ]),
  );
  const findings: RosterFinding[] = [];
  for (const { row, cells } of rows) {
    for (const column of ['begeleider', 'mentor', 'praktijkopleider'] as const) {
      const id = (cells[column] ?? '').trim();
      if (id === '') continue;
      const has = rolesOf.get(id);
      if (!has) findings.push({ row, column, message: `nobody has the id ${id}` });
      else if (!has.includes(column))
        findings.push({ row, column, message: `${id} has not the role ${column}` });
    }
    for (const id of (cells['backups'] ?? '')
      .split(/[+,]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')) {
      const has = rolesOf.get(id);
      if (!has) findings.push({ row, column: 'backups', message: `nobody has the id ${id}` });
      else if (has.every((role) => role === 'student'))
        findings.push({ row, column: 'backups', message: `${id} is a student` });
    }
  }
  return findings;
}
