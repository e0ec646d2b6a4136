import type { CellFinding, Table, TableRow } from '../../core/table.js';
import { readRecords, type CsvRecord } from './csv-records.js';
import { decodeText } from './decode.js';
import { readHeader, type Header } from './table-header.js';

/** A table, or why nothing of it can be read. */
export type ReadTable = { ok: true; table: Table } | { ok: false; reason: string };

/** 5,000 people are half a megabyte; whatever is larger than this is something else. */
const [largestFile, mostRows] = [10_000_000, 100_000];

const unreadable = (reason: string): ReadTable => ({ ok: false, reason });

/**
 * Reads CSV with these columns, in any order, as Excel saves it: `;`, `,` or tab between the cells, or what a
 * first line `sep=;` says. What is wrong with its form is named with row and column, and the rest is read.
 */
export function readTable(bytes: Uint8Array, columns: readonly string[]): ReadTable {
  if (bytes.length > largestFile) return unreadable('the file is larger than 10 MB');
  const decoded = decodeText(bytes);
  if (!decoded.ok) return unreadable(decoded.reason);
  const [marker, separator] = /^sep=([;,\t|:])(?:\r\n|\n|\r|$)/iu.exec(decoded.text) ?? [''];
  const text = decoded.text.slice(marker.length);
  const delimiter = separator ?? delimiterOf(text, columns);
  const { records, complete } = readRecords(text, delimiter);
  if (records.length > mostRows) return unreadable('the file has more than 100,000 rows');
  const [heading, ...rest] = records.filter(isFilled);
  if (heading === undefined) return unreadable('the file is empty');
  if (heading.broken !== null) return unreadable(`row ${heading.row}: ${brokenQuote}`);
  const header = readHeader(heading, columns);
  if (header === null)
    return unreadable(
      `row ${heading.row} has none of the columns ${columns.join(', ')}: are the headings missing?`,
    );
  return { ok: true, table: tableOf(header, rest, complete) };
}

const brokenQuote = 'a quote (") begins here that is not closed, or stands inside a cell';

/** Excel keeps empty rows, and rows of empty cells, that stand between or after the others. */
const isFilled = ({ cells, broken }: CsvRecord): boolean =>
  broken !== null || cells.some((cell) => cell.trim() !== '');

/** The character that gives most of the columns we know in the first line with words. */
function delimiterOf(text: string, columns: readonly string[]): string {
  const line = /^[^\S\r\n;,\t]*\S[^\r\n]*/mu.exec(text)?.[0].toLowerCase() ?? '';
  const known = (delimiter: string): number =>
    line.split(delimiter).filter((name) => columns.includes(name.replaceAll('"', '').trim())).length;
  return [';', ',', '\t'].reduce((best, one) => (known(one) > known(best) ? one : best));
}

function tableOf(header: Header, records: readonly CsvRecord[], complete: boolean): Table {
  const findings: CellFinding[] = [...header.findings];
  // With a column missing every row would be named for it: the headings first.
  if (!header.whole) return { rows: [], findings };
  if (records.length === 0)
    findings.push({
      row: header.row + 1,
      column: header.label(0),
      message: 'no rows stand below the headings',
    });
  const rows = records.map((record): TableRow => {
    const wrong = formOf(record, header);
    if (wrong !== null) findings.push(wrong);
    return { row: record.row, cells: header.cellsOf(record.cells), damaged: wrong !== null };
  });
  const stray = strayCell(records, header);
  if (stray !== null) findings.push(stray);
  if (complete) return { rows, findings };
  // The rows that were not read would be missed by all who name them.
  const last = records.at(-1)?.row ?? header.row;
  const message = 'too many broken quotes: the rows below were not read';
  return { rows: [], findings: [...findings, { row: last + 1, column: header.label(0), message }] };
}

function formOf({ row, cells, broken }: CsvRecord, header: Header): CellFinding | null {
  if (broken !== null) return { row, column: header.label(broken), message: brokenQuote };
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const tooMany = cells.length > header.widest || filled > header.width;
  if (cells.length >= header.width && !tooMany) return null;
  const column = header.label(Math.min(cells.length, header.width));
  const message = `${cells.length} cells, where the headings are ${header.width}: is a separator missing or too many?`;
  return { row, column, message };
}

/** The first cell that stands under no heading: its column would be lost without a word. */
function strayCell(records: readonly CsvRecord[], header: Header): CellFinding | null {
  for (const { row, cells } of records) {
    const index = header.unnamed.find((place) => (cells[place] ?? '').trim() !== '');
    if (index !== undefined)
      return { row, column: header.label(index), message: 'cells stand here, but the column has no heading' };
  }
  return null;
}
