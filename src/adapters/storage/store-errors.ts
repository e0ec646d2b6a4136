import { TerugblikError } from '../../core/errors.js';

/** The store cannot be reached or cannot do its work now: try again later. */
export const unavailable = (message: string, cause?: unknown): TerugblikError =>
  new TerugblikError('store_unavailable', message, cause === undefined ? {} : { cause });

/** The request is one that no store could serve: trying again does not help. */
export const misused = (message: string, cause?: unknown): TerugblikError =>
  new TerugblikError('store_misused', message, cause === undefined ? {} : { cause });

/** What every method throws after `close`. */
export const closed = (): TerugblikError => unavailable('the store is closed');

/** What is kept under this id is no item any more: nothing was changed, and a person has to look. */
export const damaged = (kind: string, id: string, cause: unknown): TerugblikError =>
  new TerugblikError('item_damaged', `the ${kind} ${id} cannot be read: restore this item from the backup`, {
    cause,
  });
