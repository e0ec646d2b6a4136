import { openSqliteStore } from './adapters/storage/sqlite-store.js';
import type { DatabaseConfig } from './config.js';
import { second } from './core/time.js';
import type { Clock } from './ports/clock.js';
import type { Store } from './ports/store.js';

/**
 * Opens the store that the configuration names.
 * @throws TerugblikError `store_unavailable` when it is not there.
 */
export async function openStore(database: DatabaseConfig, clock: Clock): Promise<Store> {
  if (database.kind === 'sqlite') return openSqliteStore({ path: database.path, clock });
  // The libraries of Azure are loaded only where they are used.
  const { openCosmosStore } = await import('./adapters/storage/cosmos-store.js');
  const { endpoint, key, database: name, regions, autoscale, timeoutSeconds } = database;
  const shared = {
    ...{ endpoint, database: name, clock, regions, timeoutMs: timeoutSeconds * second },
    ...(autoscale === null ? {} : { autoscale }),
  };
  if (key !== null) return openCosmosStore({ ...shared, key });
  // Without a key the machine's managed identity is asked.
  const { DefaultAzureCredential } = await import('@azure/identity');
  return openCosmosStore({ ...shared, credential: new DefaultAzureCredential() });
}
