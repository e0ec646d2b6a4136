import type { AddressBook } from './conversation/address-book.js';
import type { Alerts } from './alerts/alerts.js';
import type { Deliveries } from './conversation/deliveries.js';
import type { Deps } from './deps.js';
import type { Erasures } from './rights/erasures.js';
import type { Once } from './media/once.js';
import type { Threads } from './conversation/threads.js';

/** What the handlers of jobs stand on. */
export type Handlers = {
  deps: Deps;
  threads: Threads;
  addresses: AddressBook;
  alerts: Alerts;
  deliveries: Deliveries;
  erasures: Erasures;
  /** Slow work of one file is done once at a time. */
  once: Once;
};
