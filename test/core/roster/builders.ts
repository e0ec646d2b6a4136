import { readRosterFile } from '../../../src/adapters/files/roster-file.js';
import { rosterColumns, type RosterColumn } from '../../../src/core/roster/columns.js';
import { readRoster, type Known } from '../../../src/core/roster/roster.js';

/** Cells of a row; what is left out is empty. */
export type Cells = Partial<Record<RosterColumn, string>>;

export const samira: Cells = { id: 'samira', name: 'Samira Haddad', role: 'begeleider+vertrouwen' };
export const noor: Cells = {
  id: 'noor',
  name: 'Noor Yilmaz',
  role: 'student',
  language: 'en',
  age_band: '18-24',
  teams: '11111111-1111-4111-8111-11111111111A',
  whatsapp: '+31600000001',
  begeleider: 'samira',
  sector: 'retail',
  weekday: 'di',
  start: '09:00',
  end: '16:00',
};

/** A roster as Excel saves it. */
export const rosterText = (people: readonly Cells[], delimiter = ';'): string =>
  [rosterColumns, ...people.map((cells) => rosterColumns.map((column) => cells[column] ?? ''))]
    .map((row) => `${row.join(delimiter)}\r\n`)
    .join('');

export const readText = (text: string, known?: Known): ReturnType<typeof readRoster> =>
  readRoster(readRosterFile(Buffer.from(text)), known);

/** Findings as the command prints them. */
export const printed = ({ findings }: ReturnType<typeof readRoster>): string[] =>
  findings.map(({ row, column, message }) => `row ${row}, ${column}: ${message}`);
