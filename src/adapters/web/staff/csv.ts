import { stringify } from 'csv-stringify/sync';
import { marksSpelled } from '../html.js';

/**
 * Rows as a file for a spreadsheet: `;` and a byte order mark as Excel wants them here, no cell that a spreadsheet
 * would compute, no mark that turns the direction of text.
 */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => row.map(marksSpelled)),
    { delimiter: ';', bom: true, record_delimiter: 'windows', escape_formulas: true },
  );
