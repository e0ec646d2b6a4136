import { misused } from './store-errors.js';

/** The place of an item in its list: the next page begins after it, whatever was added or removed since. */
export type Place = { sort: string; id: string };

/** The text that stands for a place outside the store; opaque, safe in a URL. */
export const encodeCursor = (place: Place): string =>
  Buffer.from(JSON.stringify([place.sort, place.id])).toString('base64url');

/** The place after which a list goes on. An id is never empty: before it comes every item of that sort, after it none of an earlier one. */
export const placeOf = (after: string | { sort: string }, order: 'asc' | 'desc'): Place =>
  typeof after === 'string' ? decodeCursor(after) : { sort: after.sort, id: order === 'asc' ? lastId : '' };

/** Beyond every id: ids are text, and no text has a letter above the last of Unicode. */
const lastId = '\u{10FFFF}';

/** Reads it back. Throws TerugblikError `store_misused` for a text that this store never gave. */
export function decodeCursor(cursor: string): Place {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (cause) {
    throw misused('this is not where a page ended', cause);
  }
  if (Array.isArray(read) && read.length === 2) {
    const [sort, id] = read as unknown[];
    if (typeof sort === 'string' && typeof id === 'string') return { sort, id };
  }
  throw misused('this is not where a page ended');
}
