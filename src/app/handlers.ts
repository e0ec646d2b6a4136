import type { Alerts } from './alerts.js';
import type { Deliveries } from './deliveries.js';
import type { Deps } from './deps.js';
import type { Threads } from './threads.js';

/** What the handlers of jobs stand on. */
export type Handlers = { deps: Deps; threads: Threads; alerts: Alerts; deliveries: Deliveries };
