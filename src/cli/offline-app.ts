import { createMetrics } from '../adapters/http/health.js';
import { createLog } from '../adapters/system/pino-log.js';
import { systemClock } from '../adapters/system/system-clock.js';
import type { Deps } from '../app/deps.js';
import { createHandlers } from '../app/create-handlers.js';
import type { Erasures } from '../app/rights/erasures.js';
import { createInHand } from '../app/in-hand.js';
import type { Threads } from '../app/conversation/threads.js';
import { keyedHashOf } from '../erase-key.js';
import { openStore } from '../open-store.js';
import { projectRoot, wireApp } from '../wire.js';
import { configOf, schoolOf } from './school-store.js';

/** The use cases of a command. `idle` resolves when what it began is done. */
export type OfflineApp = {
  deps: Deps;
  threads: Threads;
  erasures: Erasures;
  idle: () => Promise<void>;
  close: () => Promise<void>;
};

/**
 * The use cases on the store of the environment, without channels: what a command puts into an outbox is sent by the
 * server that runs on the same store.
 */
export async function offlineApp(env: Readonly<Record<string, string | undefined>>): Promise<OfflineApp> {
  const config = configOf(env);
  const [store, school] = [await openStore(config.database, systemClock), await schoolOf(env)];
  const { deps } = await wireApp({
    root: projectRoot,
    store,
    school,
    clock: systemClock,
    log: createLog('warn'),
    metrics: createMetrics().metrics,
    channels: [],
    instance: 'cli',
    keyedHash: await keyedHashOf(config),
    // No page is linked to from here: that is the server's work.
    publicUrl: config.mode === 'production' ? config.publicUrl : '',
  });
  const inHand = createInHand((error) => deps.log.error('background.failed', error));
  const { threads, erasures } = createHandlers(deps, inHand);
  return { deps, threads, erasures, idle: inHand.idle, close: () => store.close() };
}
