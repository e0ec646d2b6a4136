import { createAddressBook } from './conversation/address-book.js';
import { createAlerts } from './alerts/alerts.js';
import { createDeliveries } from './conversation/deliveries.js';
import type { Deps } from './deps.js';
import type { EraseParts } from './rights/erase-parts.js';
import { createErasures } from './rights/erasures.js';
import type { Handlers } from './handlers.js';
import type { InHand } from './in-hand.js';
import { runJob } from './jobs.js';
import { createOnce } from './media/once.js';
import { post } from './conversation/posts.js';
import { createThreads } from './conversation/threads.js';

/** The use cases that call one another through jobs. */
export function createHandlers(deps: Deps, inHand: InHand): Handlers {
  const threads = createThreads(deps);
  const addresses = createAddressBook(deps);
  const deliveries = createDeliveries(deps, threads, inHand, (job, thread) => runJob(handlers, job, thread));
  const parts = {
    ...{ deps, threads, deliveries, addresses },
    runJob: (...given: Parameters<EraseParts['runJob']>) => runJob(handlers, ...given),
    post: (...given: Parameters<EraseParts['post']>) => post(handlers, ...given),
  };
  const handlers: Handlers = {
    ...{ deps, threads, addresses, deliveries },
    alerts: createAlerts(deps, inHand, (job) => runJob(handlers, job, null)),
    erasures: createErasures(parts, inHand),
    once: createOnce(),
  };
  return handlers;
}
