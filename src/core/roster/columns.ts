import type { Person } from '../school/people.js';
import type { Line } from '../table.js';

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

/** A column of a roster. */
export type RosterColumn = (typeof rosterColumns)[number];

/** A row of a roster while it is checked, with the person that it makes when nothing is wrong. */
export type RosterLine = Line<RosterColumn> & { person: Person };
