import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { CosmosClient, type ContainerRequest } from '@azure/cosmos';
import { expect } from 'chai';
import { containerDefinition } from '../../../src/adapters/storage/cosmos-container.js';
import { openCosmosStore, type CosmosOptions } from '../../../src/adapters/storage/cosmos-store.js';
import type { Store } from '../../../src/ports/store.js';
import { projectRoot } from '../../../src/wire.js';
import { createMovableClock } from './contract/clock.js';
import { absent, add, codeOf, item, ref } from './contract/harness.js';
import {
  startCosmosServer,
  startRegion,
  startSecureCosmosServer,
  type CosmosServer,
  type Region,
} from './cosmos-server.js';

const key = Buffer.from('not a secret').toString('base64');
const clock = createMovableClock();

describe('what stands in Cosmos DB already', () => {
  let server: CosmosServer;
  let count = 0;
  before(async () => {
    server = await startCosmosServer();
  });
  after(() => server.stop());

  /** What opening says of a container that differs from ours in this. */
  const refusalOf = async (different: Partial<ContainerRequest>): Promise<string> => {
    const database = `made-${(count += 1)}`;
    const client = new CosmosClient({
      ...{ endpoint: server.endpoint, key },
      connectionPolicy: { enableEndpointDiscovery: false, enableBackgroundEndpointRefreshing: false },
    });
    const made = await client.databases.create({ id: database });
    await made.database.containers.create({ ...containerDefinition('items'), ...different });
    client.dispose();
    try {
      const store = await openCosmosStore({ endpoint: server.endpoint, key, database, clock });
      await store.close();
      return 'it was opened';
    } catch (error) {
      expect(error).to.include({ code: 'store_misconfigured' });
      return (error as Error).message;
    }
  };
  const { indexingPolicy, partitionKey } = containerDefinition('items');

  it('is taken when it is as we make it, with what the service adds to it', async () => {
    expect(await refusalOf({})).to.equal('it was opened');
    const excludedPaths = [...indexingPolicy.excludedPaths, { path: '/"_etag"/?' }];
    expect(await refusalOf({ indexingPolicy: { ...indexingPolicy, excludedPaths } })).to.equal(
      'it was opened',
    );
  });

  it('is refused when it is partitioned otherwise, in which no item would be found', async () => {
    expect(await refusalOf({ partitionKey: { paths: ['/id'] } })).to.contain('partitioned by /id');
    expect(await refusalOf({ partitionKey: { ...partitionKey, version: 1 } })).to.contain('version 1');
  });

  it('is refused when nothing would ever be removed from it, or everything', async () => {
    const { defaultTtl: _, ...without } = containerDefinition('items');
    expect(await refusalOf({ ...without, defaultTtl: undefined as never })).to.contain('switched off');
    expect(await refusalOf({ defaultTtl: 3600 })).to.contain('after 3600 seconds');
  });

  it('is refused with what its indexing policy lacks or has too much, so that somebody can mend it', async () => {
    const everything = { ...indexingPolicy, includedPaths: [{ path: '/*' }], excludedPaths: [] };
    const said = await refusalOf({ indexingPolicy: everything });
    expect(said).to.contain('lacks included /kind/?').and.to.contain('has included /*, which every write');
    const unordered = { ...indexingPolicy, compositeIndexes: indexingPolicy.compositeIndexes.slice(0, 1) };
    expect(await refusalOf({ indexingPolicy: unordered })).to.contain(
      'lacks composite /partition descending + /kind descending + /position descending',
    );
  });

  it('can be made by hand as docs/cosmos.md says', async () => {
    const page = await readFile(join(projectRoot, 'docs', 'cosmos.md'), 'utf8');
    const [, written = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect({ id: 'items', ...(JSON.parse(written) as object) }).to.deep.equal(containerDefinition('items'));
  });

  it('says everything that is wrong at once, and where to read on', async () => {
    const said = await refusalOf({ partitionKey: { paths: ['/id'] }, defaultTtl: 60 });
    expect(said).to.match(/partitioned by .*; its time to live .*; see docs\/cosmos\.md$/);
  });
});

describe('an account of Cosmos DB', () => {
  const regions: Region[] = [];
  const region = async (name: string): Promise<Region> => {
    const made = await startRegion(name);
    regions.push(made);
    return made;
  };
  afterEach(async () => {
    await Promise.all(regions.splice(0).map((one) => one.stop()));
  });
  const open = (first: Region, more: Partial<CosmosOptions> = {}): Promise<Store> =>
    openCosmosStore({ endpoint: first.endpoint, key, database: 'd', clock, timeoutMs: 4000, ...more });

  it('that is written in several regions is refused: there the last writer wins', async () => {
    const only = await region('West Europe');
    only.account = { enableMultipleWriteLocations: true };
    expect(await codeOf(open(only))).to.equal('store_misconfigured');
  });

  it('whose reads may be older than its own writes is refused', async () => {
    const only = await region('West Europe');
    only.account = { userConsistencyPolicy: { defaultConsistencyLevel: 'Eventual' } };
    expect(await codeOf(open(only))).to.equal('store_misconfigured');
  });

  it('is read from the next region when the nearest has no service', async () => {
    const [west, north] = [await region('West Europe'), await region('North Europe')];
    west.others.push(north);
    const store = await open(west, { regions: ['West Europe', 'North Europe'] });
    west.answer = () => ({ status: 503 });
    north.answer = () => ({ status: 404 });
    expect(await store.get(ref('a'))).to.equal(null);
    expect(north.asked.filter((one) => one.startsWith('GET'))).to.have.length(1);
    await store.close();
  });

  it('is written in the region to which it failed over', async () => {
    const [west, north] = [await region('West Europe'), await region('North Europe')];
    west.others.push(north);
    const store = await open(west, { regions: ['West Europe', 'North Europe'] });
    west.answer = () => {
      west.writes = north;
      return { status: 403, headers: { 'x-ms-substatus': '3' } };
    };
    north.answer = () => ({ status: 201, headers: { etag: '"7"' }, body: '{"id":"x"}' });
    expect((await store.put(item('a'), absent)).ok).to.equal(true);
    await store.close();
  });

  it('that cannot be reached at the start is given up in time, also when it has regions', async () => {
    const gone = await startCosmosServer();
    await gone.stop();
    const opened = openCosmosStore({
      ...{ endpoint: gone.endpoint, key, database: 'd', clock, timeoutMs: 100 },
      regions: ['West Europe'],
    });
    expect(await codeOf(opened)).to.equal('store_unavailable');
  });

  it('is asked under the identity of the machine where there is no key', async () => {
    const secure = await startSecureCosmosServer();
    const token = 'a-token-of-entra';
    const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
    const agent = new Agent({ rejectUnauthorized: false });
    const { endpoint } = secure;
    const store = await openCosmosStore({ endpoint, credential, agent, database: 'd', clock });
    await add(store, item('a'));
    expect(await store.get(ref('a'))).to.not.equal(null);
    const used = new Set(secure.authorisations.map((one) => decodeURIComponent(one)));
    expect([...used]).to.deep.equal([`type=aad&ver=1.0&sig=${token}`]);
    await store.close();
    await secure.stop();
  });
});
