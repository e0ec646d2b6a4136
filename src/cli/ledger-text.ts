import { stringify } from 'csv-stringify/sync';
import type { DayRecord, DayStatus } from '../core/school/day-record.js';

type Names = (id: string) => string;

const columns = [
  'date',
  'student',
  'name',
  'status',
  'reason',
  'assignment',
  'begeleider',
  'mentor',
  'sector',
  'company',
] as const;

/** The ledger for a spreadsheet. Cells that a spreadsheet would run as a formula are kept as text. */
export function csvOf(records: readonly DayRecord[], names: Names): string {
  const rows = records.map((record) =>
    columns.map((column) => (column === 'name' ? names(record.student) : (record[column] ?? ''))),
  );
  return stringify([[...columns], ...rows], { delimiter: ';', bom: true, escape_formulas: true });
}

/** The ledger for a person: each date with its totals, and below it everybody by status. */
export function tableOf(records: readonly DayRecord[], names: Names): string {
  if (records.length === 0) return 'no practice days\n';
  const dates = [...new Set(records.map((record) => record.date))];
  return dates
    .map((date) =>
      dateTable(
        date,
        records.filter((record) => record.date === date),
        names,
      ),
    )
    .join('\n');
}

function dateTable(date: string, records: readonly DayRecord[], names: Names): string {
  const sorted = [...records].sort(
    (a, b) => attention(a.status) - attention(b.status) || names(a.student).localeCompare(names(b.student)),
  );
  const counts = new Map<DayStatus, number>();
  for (const { status } of sorted) counts.set(status, (counts.get(status) ?? 0) + 1);
  const totals = [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
  const width = Math.max(...sorted.map((record) => names(record.student).length));
  const lines = sorted.map((record) => {
    const why = record.reason === null ? '' : ` (${record.reason})`;
    const what = record.assignment === null ? '' : `  assignment ${record.assignment}`;
    return `  ${names(record.student).padEnd(width)}  ${record.status}${why}${what}`;
  });
  const students = records.length === 1 ? 'student' : 'students';
  return `${date}: ${records.length} ${students}: ${totals}\n${lines.join('\n')}\n`;
}

/** What needs a person comes first. */
const order: readonly DayStatus[] = [
  'undeliverable',
  'not_started',
  'no_answer',
  'partial',
  'open',
  'planned',
];

const attention = (status: DayStatus): number => {
  const place = order.indexOf(status);
  return place === -1 ? order.length : place;
};
