import type { Item, Ref } from '../../ports/store.js';
import { misused } from './store-errors.js';

/**
 * The most that a body may weigh, in bytes of UTF-8 JSON. Cosmos DB takes 2 MB for an item with all that is
 * around it; both stores keep to this, so that what runs on SQLite runs there too.
 */
export const maxBodyBytes = 2_000_000;

const buckets = 256;

/** Half of a surrogate pair has no UTF-8: two such ids would become one. */
const loneSurrogate = /\p{Surrogate}/u;

/** Throws TerugblikError `store_misused` for a ref that not every store could tell from another. */
export function checkRef(ref: Ref): void {
  for (const part of ['partition', 'id'] as const) {
    if (ref[part] === '') throw misused(`the ${part} of a ${ref.kind} is empty`);
    if (loneSurrogate.test(ref[part])) throw misused(`the ${part} of a ${ref.kind} is not well-formed text`);
  }
}

/**
 * Checks an item and gives its body as JSON. Throws TerugblikError `store_misused` for what no store could
 * keep: a body that is no JSON or over `maxBodyBytes`, an alarm without a bucket, a moment that is no number.
 */
export function encodeItem(item: Item): string {
  checkPlace(item);
  return encodeBody(item);
}

/** Checks all of an item but its body. Throws TerugblikError `store_misused`. */
export function checkPlace(item: Item): void {
  checkRef(item);
  if (loneSurrogate.test(item.sort ?? ''))
    throw misused(`the sort of ${nameOf(item)} is not well-formed text`);
  for (const field of ['wakeAt', 'expiresAt'] as const) {
    const moment = item[field];
    if (moment !== undefined && !Number.isFinite(moment)) {
      throw misused(`${field} of ${nameOf(item)} is no moment`);
    }
  }
  checkBucket(item);
}

/** Throws TerugblikError `store_misused` for a page size that is not a whole number above zero. */
export function checkLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw misused(`${limit} is no number of items to ask for`);
}

function checkBucket(item: Item): void {
  const { bucket } = item;
  if (bucket === undefined) {
    if (item.wakeAt !== undefined) throw misused(`${nameOf(item)} has an alarm but no bucket`);
    return;
  }
  if (!Number.isInteger(bucket) || bucket < 0 || bucket >= buckets) {
    throw misused(`${bucket} of ${nameOf(item)} is no bucket`);
  }
}

/** The body of an item as JSON. Throws TerugblikError `store_misused` for what is none, or too large. */
export function encodeBody(item: Item): string {
  const body = stringify(item);
  const size = Buffer.byteLength(body);
  if (size > maxBodyBytes) throw misused(`${nameOf(item)} is ${size} bytes; at most ${maxBodyBytes} fit`);
  return body;
}

function stringify(item: Item): string {
  let body: unknown;
  try {
    body = JSON.stringify(item.body);
  } catch (cause) {
    throw misused(`the body of ${nameOf(item)} is no JSON`, cause);
  }
  if (typeof body !== 'string') throw misused(`${nameOf(item)} has no body`);
  return body;
}

/** Ids are pseudonyms and addresses, and may end in a log: a message names the kind only. */
const nameOf = (item: Item): string => `an item of kind ${item.kind}`;
