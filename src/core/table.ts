/** A row of a school's file: its number as Excel shows it, and its cells by column name. */
export type TableRow = {
  row: number;
  cells: Readonly<Record<string, string>>;
  /** True where the row is not whole: its cells may stand in wrong columns, so only the row itself is named. */
  damaged: boolean;
};

/** What is wrong in a file, and where. With any finding nothing is imported. */
export type CellFinding = { row: number; column: string; message: string };

/** A file as read: its rows, and what was wrong with its form. */
export type Table = { rows: readonly TableRow[]; findings: readonly CellFinding[] };

/** A row while it is checked. A cell is named once: for the first thing that is wrong with it. */
export type Line<Column extends string> = {
  row: number;
  damaged: boolean;
  /** The cells without spaces around them and with single ones inside. */
  text: Readonly<Record<Column, string>>;
  /** Columns that are named already: what follows from a mistake is no second mistake. */
  wrong: Set<Column>;
};

/** Notes that a cell is wrong, unless it was named before. */
export type Report<Column extends string> = (line: Line<Column>, column: Column, message: string) => void;

/** The rows of a table with what is wrong in any cell, whatever it means, already named. */
export type Checked<Column extends string> = {
  lines: readonly Line<Column>[];
  report: Report<Column>;
  /** Everything named so far, also after this was returned; by row, then by column. */
  findings: () => CellFinding[];
};

/** Takes a table in hand: cleans its cells and names those that no column can hold. */
export function checkTable<Column extends string>(table: Table, columns: readonly Column[]): Checked<Column> {
  const found: CellFinding[] = [...table.findings];
  const report: Report<Column> = (line, column, message) => {
    if (line.wrong.has(column)) return;
    line.wrong.add(column);
    found.push({ row: line.row, column, message });
  };
  const lines = table.rows.map(({ row, cells, damaged }) => {
    const raw = (column: Column): string => cells[column] ?? '';
    const text = Object.fromEntries(
      columns.map((column) => [column, tidy(raw(column))]),
    ) as Line<Column>['text'];
    const line: Line<Column> = { row, damaged, text, wrong: new Set() };
    for (const column of damaged ? [] : columns) {
      const trouble = troubleIn(raw(column));
      if (trouble !== null) report(line, column, trouble);
    }
    return line;
  });
  return { lines, report, findings: () => found.sort(byPlace(columns)) };
}

/** Columns that the file should not have come after those it should. */
function byPlace(columns: readonly string[]): (a: CellFinding, b: CellFinding) => number {
  const place = new Map(columns.map((column, index) => [column, index]));
  const placeOf = (finding: CellFinding): number => place.get(finding.column) ?? columns.length;
  return (a, b) => a.row - b.row || placeOf(a) - placeOf(b);
}

const longestCell = 200;

/** Marks of direction and width that come along when a number or name is copied from a telephone or a page. */
const invisible = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** A cell without invisible marks, with single, plain spaces, and letters in their composed form. */
function tidy(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

/** What no cell may hold, in any column; null when there is nothing of it. */
function troubleIn(raw: string): string | null {
  if (/[\r\n]/u.test(raw)) return 'a line break stands in this cell: take it out';
  if (/\p{Cc}/u.test(raw)) return 'a character that cannot be seen stands in this cell: type it anew';
  if (damagedLetters.test(raw))
    return 'letters were damaged when this file was saved: save it as "CSV UTF-8"';
  const text = tidy(raw);
  if (text.length > longestCell) return `longer than ${longestCell} characters`;
  if (/^#(?:[A-Z/0]+[!?]?|#+)$/u.test(text)) return 'Excel could not compute this cell';
  return null;
}

/** U+FFFD stands for a byte that is no letter; Ã or Â before a high character is UTF-8 that was read as Windows-1252. */
const damagedLetters = /\uFFFD|[ÂÃÄÅ][\u0080-\u00BF\u0152-\u0192\u02C6\u02DC\u2013-\u2122]/u;

/** Cells that a spreadsheet would compute are refused: whoever opens an export would run them. */
export const formula = (text: string): string | null =>
  /^[=+\-@]/u.test(text)
    ? `begins with ${text.charAt(0)}, which Excel takes for a formula: write it without`
    : null;
