import { CsvError, parse } from 'csv-parse/sync';

/** A record of a CSV file; `broken` is the cell in which a quote begins that is not closed, null when it is whole. */
export type CsvRecord = { row: number; cells: readonly string[]; broken: number | null };

/** The records of a file; `complete` is false where it has so many broken quotes that reading stopped. */
export type CsvRecords = { records: CsvRecord[]; complete: boolean };

/** Each broken quote costs another look at the rest of the file. */
const mostBroken = 100;

type Stretch = { cells: string[]; end: number }[];
type Failure = { cell: number } | null;

/**
 * Splits CSV into records, numbered from 1 as a spreadsheet shows them. A quote that is not closed, or that
 * swallows whole rows, breaks the row in which it begins and no other: reading goes on at the next line.
 */
export function readRecords(text: string, delimiter: string): CsvRecords {
  const bytes = Buffer.from(text);
  const records: CsvRecord[] = [];
  let [from, width] = [0, 0];
  for (let broken = 0; broken < mostBroken; broken += 1) {
    const { read, failure } = readStretch(bytes.subarray(from), delimiter, width);
    for (const { cells } of read) records.push({ row: records.length + 1, cells, broken: null });
    width = read.reduce((most, { cells }) => Math.max(most, cells.length), width);
    if (failure === null) return { records, complete: true };
    from += read.at(-1)?.end ?? 0;
    const line = firstLine(bytes.subarray(from));
    const cells = line.text.split(delimiter).map((cell) => cell.replace(/^"|"$/gu, ''));
    records.push({ row: records.length + 1, cells, broken: failure.cell });
    from += line.length;
  }
  return { records, complete: false };
}

/** Stops the parser where a quote closed too late: what it read since then are other rows. */
class SwallowedRows extends Error {
  constructor(readonly cell: number) {
    super('a quote swallowed rows');
  }
}

/** Reads on until a quote breaks. `width` is the longest row so far. */
function readStretch(bytes: Buffer, delimiter: string, width: number): { read: Stretch; failure: Failure } {
  const read: Stretch = [];
  let longest = width;
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (record: string[], { bytes: end }) => {
        const cell = record.findIndex((one) => holdsRows(one, delimiter, longest));
        if (cell !== -1) throw new SwallowedRows(cell);
        longest = Math.max(longest, record.length);
        read.push({ cells: record, end });
        return null;
      },
    });
    return { read, failure: null };
  } catch (error) {
    if (error instanceof SwallowedRows) return { read, failure: { cell: error.cell } };
    if (!(error instanceof CsvError)) throw error;
    const { column } = error as { column?: unknown };
    return { read, failure: { cell: typeof column === 'number' ? column : 0 } };
  }
}

/** Whether a cell with line breaks has as many cells in it as a row: people write breaks, but no rows, in a cell. */
const holdsRows = (cell: string, delimiter: string, width: number): boolean =>
  width > 1 && /[\r\n]/u.test(cell) && cell.split(delimiter).length >= width;

function firstLine(bytes: Buffer): { text: string; length: number } {
  const text = bytes.toString('utf8', 0, Math.min(bytes.length, 100_000));
  const end = /\r\n|\n|\r/u.exec(text);
  const line = end === null ? text : text.slice(0, end.index);
  return { text: line, length: Buffer.byteLength(line) + (end?.[0].length ?? 0) };
}
