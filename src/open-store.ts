import { openCosmosStore } from './adapters/storage/cosmos-store.js';
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
  const { endpoint, key, database: name, regions, autoscale, timeoutSeconds } = database;
  const shared = {
    ...{ endpoint, database: name, clock, regions, timeoutMs: timeoutSeconds * second },
    ...(autoscale === null ? {} : { autoscale }),
  };
  if (key !== null) return openCosmosStore({ ...shared, key });
  // Without a key the machine's managed identity is asked; the library is loaded only then.
  const { DefaultAzureCredential } = await import('@azure/identity');
  return openCosmosStore({ ...shared, credential: new DefaultAzureCredential() });
}
