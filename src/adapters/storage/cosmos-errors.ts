import { TerugblikError } from '../../core/errors.js';
import { misused, unavailable } from './store-errors.js';

/** The status of an answer that the SDK throws; null when there was none. */
export function statusOf(error: unknown): number | null {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null;
  return typeof code === 'number' ? code : null;
}

/** Making an item that should not be there yet, or changing one that should be. */
export type Act = 'create' | 'change';

/**
 * Whether a refused write means that the guard did not hold: another version, none, or (449) another write
 * to the same item at the same moment. A missing container also says 404, but is an outage.
 */
export function guardFailed(error: unknown, act: Act): boolean {
  const status = statusOf(error);
  if (status === 404) return act === 'change' && !isContainerMissing(error);
  return status === 409 || status === 412 || status === 449;
}

const ownerNotFound = 1003;

/** Whether it is the container that is not there, rather than the item. */
export const isContainerMissing = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && Reflect.get(answer, 'substatus') === ownerNotFound;

/** The port's error for what the SDK threw. The message is ours: the service's own may quote an item. */
export function toStoreError(error: unknown): TerugblikError {
  if (error instanceof TerugblikError) return error;
  const status = statusOf(error);
  switch (status) {
    case 413:
      return misused('the item is larger than Cosmos DB takes', error);
    case 400:
      return misused('Cosmos DB refuses the request as malformed', error);
    case 401:
    case 403:
      return unavailable(`Cosmos DB refuses access (${status}): did the key or the role change?`, error);
    case 429:
      return unavailable('Cosmos DB has no request units left: is the throughput high enough?', error);
    case null:
      return unavailable('Cosmos DB cannot be reached', error);
    default:
      return unavailable(`Cosmos DB answered ${status}`, error);
  }
}
