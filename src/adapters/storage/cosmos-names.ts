import { createHash } from 'node:crypto';
import type { Ref } from '../../ports/store.js';
import type { Place } from './cursor.js';

/** Cosmos DB takes 1,023 bytes of id; older SDKs and tools only 255 characters. */
const longestId = 255;
/** A partition key may be 2,048 bytes; half of that leaves room for how a header spells it. */
const longestPartition = 1024;

/**
 * The id under which Cosmos DB keeps a ref: its kind, a full stop and its id, in which every byte that is not
 * plainly safe in a URL is written `~` and two hex digits (no `/`, `\`, `?`, `#`, `%` or space). What becomes
 * too long keeps its beginning and ends in `~~` and a hash; `~~` occurs in no other id.
 */
export function documentId(ref: Pick<Ref, 'kind' | 'id'>): string {
  const id = `${ref.kind}.${escaped(ref.id)}`;
  return id.length <= longestId ? id : `${id.slice(0, 150)}~~${sha256(id)}`;
}

/** The partition key for a partition: itself, or its beginning and a hash when it is too long. */
export function partitionKey(partition: string): string {
  if (Buffer.byteLength(partition) <= longestPartition) return partition;
  return `${escaped(partition).slice(0, 150)}~~${sha256(partition)}`;
}

/**
 * One text that sorts as (sort, id) do by their UTF-8 bytes, under any collation that compares ASCII by code:
 * below the printable range a byte is written with a space before it, above it with a `~`, so that the order
 * holds; two spaces end the sort and come before all else.
 */
export const positionOf = (place: Place): string => `${ordered(place.sort)}  ${ordered(place.id)}`;

const safeInId = new Set(
  Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+@='),
);

const [space, tilde] = [0x20, 0x7e];

function ordered(text: string): string {
  let written = '';
  for (const byte of Buffer.from(text)) {
    if (byte <= space) written += ` ${hex(byte)}`;
    else written += byte >= tilde ? `~${hex(byte)}` : String.fromCharCode(byte);
  }
  return written;
}

function escaped(text: string): string {
  let written = '';
  for (const byte of Buffer.from(text)) {
    written += safeInId.has(byte) ? String.fromCharCode(byte) : `~${hex(byte)}`;
  }
  return written;
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
