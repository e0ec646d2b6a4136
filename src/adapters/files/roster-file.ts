import { CsvError, parse } from 'csv-parse/sync';
import { TerugblikError } from '../../core/errors.js';
import { rosterColumns, type RosterRow } from '../../core/school/roster.js';

/**
 * Reads a roster as Excel saves it: `;` or `,`, with or without a byte-order mark.
 * @throws TerugblikError `roster_unreadable` when it is no such file, with the line.
 */
export function readRosterFile(text: string): RosterRow[] {
  // Excel's plain CSV is not in UTF-8: its ë and ç would come out as this mark, and names would be damaged.
  const damaged = text.split('\n').findIndex((line) => line.includes('\uFFFD'));
  if (damaged !== -1) {
    const message = `row ${damaged + 1}: letters that are not in UTF-8; save it as "CSV UTF-8"`;
    throw new TerugblikError('roster_unreadable', message);
  }
  const header = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const delimiter = header.includes(';') ? ';' : ',';
  const columns = header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
  const missing = rosterColumns.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    throw new TerugblikError('roster_unreadable', `row 1: the columns ${missing.join(', ')} are missing`);
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      columns: () => columns,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[];
    return records.map(({ info, record }) => ({ row: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new TerugblikError('roster_unreadable', `row ${rowOf(error)}: ${error.code}`, {
      cause: error,
    });
  }
}

function rowOf(error: CsvError): string {
  const { lines } = error as { lines?: unknown };
  return typeof lines === 'number' ? String(lines) : '?';
}
