import type { CellFinding } from '../../core/table.js';
import type { CsvRecord } from './csv-records.js';

/** The headings of a table, and where each column stands. */
export type Header = {
  row: number;
  /** How many headings there are; empty ones at the end do not count. */
  width: number;
  /** The same with those at the end, which rows then have too. */
  widest: number;
  /** False where a column is missing. */
  whole: boolean;
  /** Places without a heading between the others. */
  unnamed: readonly number[];
  findings: readonly CellFinding[];
  /** The cells of a row by column. */
  cellsOf: (cells: readonly string[]) => Record<string, string>;
  /** What a place is called: its heading, or the letters of a spreadsheet. */
  label: (place: number) => string;
};

/** Beyond this many unknown columns they are named together. */
const namedOneByOne = 5;

/** Reads the headings. Null when none of the columns is among them: this row is something else. */
export function readHeader(record: CsvRecord, columns: readonly string[]): Header | null {
  const all = record.cells.map((cell) =>
    cell
      .replace(/[\p{Zs}\p{Cf}]+/gu, ' ')
      .trim()
      .toLowerCase(),
  );
  const names = all.slice(0, all.findLastIndex((name) => name !== '') + 1);
  if (!names.some((name) => columns.includes(name))) return null;
  const label = (place: number): string => printable(names[place] ?? '') || letters(place);
  const missing = columns.filter((column) => !names.includes(column));
  const at = (column: string, message: string): CellFinding => ({ row: record.row, column, message });
  const places = columns.map((column) => [column, names.indexOf(column)] as const);
  const doubles = places.flatMap(([column, place]) => {
    const again = names.indexOf(column, place + 1);
    if (place === -1 || again === -1) return [];
    return [at(column, `this column stands twice: ${letters(place)} and ${letters(again)}`)];
  });
  return {
    row: record.row,
    width: names.length,
    widest: all.length,
    whole: missing.length === 0,
    unnamed: names.flatMap((name, place) => (name === '' ? [place] : [])),
    findings: [
      ...missing.map((column) => at(column, 'this column is missing')),
      ...doubles,
      ...unknownColumns(names, columns).map(([column, message]) => at(column, message)),
    ],
    cellsOf: (cells) => Object.fromEntries(places.map(([column, place]) => [column, cells[place] ?? ''])),
    label,
  };
}

/** A column that we do not know may be a mistyped one: its cells would be lost. */
function unknownColumns(names: readonly string[], columns: readonly string[]): [string, string][] {
  const unknown = names.filter((name) => name !== '' && !columns.includes(name)).map(printable);
  if (unknown.length <= namedOneByOne)
    return unknown.map((name) => [name, 'there is no such column: mend its heading, or take it out']);
  const first = unknown.slice(0, namedOneByOne);
  const message = `${unknown.length} columns that do not belong here, ${first.join(', ')} the first: take them out`;
  return [[first[0] ?? '', message]];
}

/** A heading as it may stand in a terminal: short, and without control characters. */
const printable = (name: string): string => {
  const plain = name.replace(/\p{C}+/gu, ' ').trim();
  return plain.length > 30 ? `${plain.slice(0, 30)}…` : plain;
};

/** The letters above a column in a spreadsheet: A to Z, AA … */
function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : `${letters(Math.floor(place / 26) - 1)}${last}`;
}
