import { TerugblikError } from '../../core/errors.js';
import { rosterColumns } from '../../core/roster/columns.js';
import type { Table } from '../../core/table.js';
import { readTable } from './table-file.js';

/**
 * Reads the bytes of a roster. What is wrong with the form of a row or heading is a finding beside the rows.
 * @throws TerugblikError `roster_unreadable` when nothing can be read: an empty file, a workbook, no headings.
 */
export function readRosterFile(bytes: Uint8Array): Table {
  const read = readTable(bytes, rosterColumns);
  if (!read.ok) throw new TerugblikError('roster_unreadable', read.reason);
  return read.table;
}
