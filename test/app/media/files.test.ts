import { openCosmosStore } from '../../../src/adapters/storage/cosmos-store.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { createMovableClock } from '../../adapters/storage/contract/clock.js';
import { startCosmosServer, type CosmosServer } from '../../adapters/storage/cosmos-server.js';
import { filesContract } from '../../contracts/files.contract.js';

const key = Buffer.from('not a secret').toString('base64');

filesContract('SQLite', async () => {
  const clock = createMovableClock();
  const store = openSqliteStore({ path: ':memory:', clock });
  return { store, clock, close: () => store.close() };
});

describe('with Cosmos DB in this process', () => {
  let server: CosmosServer;
  let databases = 0;
  before(async () => {
    server = await startCosmosServer();
  });
  after(() => server.stop());

  filesContract('Cosmos DB', async () => {
    const clock = createMovableClock();
    const database = `files-${(databases += 1)}`;
    const store = await openCosmosStore({ endpoint: server.endpoint, key, database, clock });
    return { store, clock, close: () => store.close() };
  });
});
