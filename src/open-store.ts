import { openCosmosStore } from './adapters/storage/cosmos-store.js';
import { openSqliteStore } from './adapters/storage/sqlite-store.js';
import type { DatabaseConfig } from './config.js';
import type { Clock } from './ports/clock.js';
import type { Store } from './ports/store.js';

/**
 * Opens the store that the configuration names.
 * @throws TerugblikError `store_unavailable` when it is not there.
 */
export async function openStore(database: DatabaseConfig, clock: Clock): Promise<Store> {
  if (database.kind === 'sqlite') return openSqliteStore({ path: database.path, clock });
  const { endpoint, key, database: name } = database;
  if (key !== null) return openCosmosStore({ endpoint, key, database: name, clock });
  // Without a key the machine's managed identity is asked; the library is loaded only then.
  const { DefaultAzureCredential } = await import('@azure/identity');
  return openCosmosStore({ endpoint, credential: new DefaultAzureCredential(), database: name, clock });
}
