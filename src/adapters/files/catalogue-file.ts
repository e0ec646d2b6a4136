import { TerugblikError } from '../../core/errors.js';
import { catalogueColumns } from '../../core/catalogue/catalogue.js';
import type { Table } from '../../core/table.js';
import { decodeText } from './decode.js';
import { readTable } from './table-file.js';

/**
 * Reads the bytes of a catalogue as a table.
 * @throws TerugblikError `assignments_unreadable` when nothing can be read: an empty file, a workbook, no headings.
 */
export function readCatalogueTable(bytes: Uint8Array): Table {
  const read = readTable(bytes, catalogueColumns);
  if (!read.ok) throw new TerugblikError('assignments_unreadable', read.reason);
  return read.table;
}

/**
 * Reads the bytes of a catalogue in YAML as text.
 * @throws TerugblikError `assignments_unreadable` when they are no text.
 */
export function readCatalogueText(bytes: Uint8Array): string {
  const read = decodeText(bytes);
  if (!read.ok) throw new TerugblikError('assignments_unreadable', read.reason);
  return read.text;
}
