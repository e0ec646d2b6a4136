import type { AddressBook } from './address-book.js';
import type { Alerts } from './alerts.js';
import type { Deliveries } from './deliveries.js';
import type { Deps } from './deps.js';
import type { Erasures } from './erasures.js';
import type { Threads } from './threads.js';

/** What the handlers of jobs stand on. */
export type Handlers = {
  deps: Deps;
  threads: Threads;
  addresses: AddressBook;
  alerts: Alerts;
  deliveries: Deliveries;
  erasures: Erasures;
};
