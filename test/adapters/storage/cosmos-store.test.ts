import { CosmosClient } from '@azure/cosmos';
import { expect } from 'chai';
import { openCosmosStore } from '../../../src/adapters/storage/cosmos-store.js';
import type { Store } from '../../../src/ports/store.js';
import { storeContract, type StoreHarness } from '../../contracts/store.contract.js';
import { createMovableClock } from './contract/clock.js';
import { absent, add, codeOf, item, ref } from './contract/harness.js';
import { startCosmosServer, startScriptedServer, type Answer, type CosmosServer } from './cosmos-server.js';

/** Any key will do for a server in this process, as long as it is base64. */
const key = Buffer.from('not a secret').toString('base64');
const clock = createMovableClock();
const openAt = (endpoint: string, database: string): Promise<Store> =>
  openCosmosStore({ endpoint, key, database, clock });

describe('Cosmos DB in this process', () => {
  let server: CosmosServer;
  let database: string;
  let databases = 0;
  before(async () => {
    server = await startCosmosServer();
  });
  after(() => server.stop());
  beforeEach(() => {
    database = `test-${(databases += 1)}`;
  });

  const makeEmpty = async (): Promise<StoreHarness> => {
    const moving = createMovableClock();
    const name = `contract-${(databases += 1)}`;
    const store = await openCosmosStore({ endpoint: server.endpoint, key, database: name, clock: moving });
    return { store, clock: moving, close: () => store.close() };
  };
  storeContract('Cosmos DB', makeEmpty, 25);

  const client = (): CosmosClient =>
    new CosmosClient({
      endpoint: server.endpoint,
      key,
      connectionPolicy: { enableEndpointDiscovery: false, enableBackgroundEndpointRefreshing: false },
    });

  describe('the container', () => {
    it('is made where it is missing: partitioned, with a TTL, without an index on bodies', async () => {
      await (await openAt(server.endpoint, database)).close();
      const { resource } = await client().database(database).container('items').read();
      expect(resource?.partitionKey).to.deep.include({ paths: ['/partition'], version: 2 });
      expect(resource?.defaultTtl).to.equal(-1);
      expect(resource?.indexingPolicy?.excludedPaths).to.deep.equal([{ path: '/*' }]);
      expect(resource?.indexingPolicy?.includedPaths?.map(({ path }) => path)).to.deep.equal([
        ...['/kind/?', '/partition/?', '/position/?', '/wakeAt/?'],
      ]);
    });

    it('is taken as it is found the next time', async () => {
      const first = await openAt(server.endpoint, database);
      await add(first, item('a'));
      await first.close();
      const before = server.asked.length;
      const second = await openAt(server.endpoint, database);
      expect(server.asked.slice(before).filter((one) => one.startsWith('POST'))).to.deep.equal([]);
      expect(await second.get(ref('a'))).to.not.equal(null);
      await second.close();
    });

    it('that is gone is an outage, not an empty store', async () => {
      const gone = { status: 404, headers: { 'x-ms-substatus': '1003' } };
      for (const code of await codesUnder(gone)) expect(code).to.equal('store_unavailable');
    });
  });

  describe('a document', () => {
    it('lets Cosmos DB sweep it after its moment, not before', async () => {
      const store = await openAt(server.endpoint, database);
      const expiresAt = clock.now() + 90_500;
      await add(store, item('short', { expiresAt }));
      await add(store, item('past', { expiresAt: clock.now() - 1 }));
      await add(store, item('long', { expiresAt: 9e15 }));
      await add(store, item('kept'));
      const { resources } = await client()
        .database(database)
        .container('items')
        .items.readAll<{ key: string; ttl?: number }>()
        .fetchAll();
      expect(Object.fromEntries(resources.map((one) => [one.key, one.ttl]))).to.deep.equal({
        ...{ short: 92, past: 1, long: 2 ** 31 - 1, kept: undefined },
      });
      await store.close();
    });
  });

  describe('the cost', () => {
    it('of a get or a put is one request, also for one that conflicts', async () => {
      const store = await openAt(server.endpoint, database);
      const etag = await add(store, item('a'));
      const before = server.asked.length;
      await store.get(ref('a'));
      await store.put(item('a'), { etag });
      await store.put(item('a'), { etag });
      await store.remove(ref('a'), etag);
      expect(server.asked.slice(before).map((one) => one.split(' ')[0])).to.deep.equal([
        ...['GET', 'PUT', 'PUT', 'DELETE'],
      ]);
      await store.close();
    });

    it('of a put under the etag of what has expired is nothing', async () => {
      const moving = createMovableClock();
      const store = await openCosmosStore({ endpoint: server.endpoint, key, database, clock: moving });
      const etag = await add(store, item('a', { expiresAt: moving.now() + 1 }));
      moving.advance(2);
      const before = server.asked.length;
      expect((await store.put(item('a'), { etag })).ok).to.equal(false);
      expect(server.asked).to.have.length(before);
      await store.close();
    });
  });

  /** The codes of what every method is refused with when each request is answered so. */
  async function codesUnder(answer: Answer | 'silence'): Promise<unknown[]> {
    const scripted = await startScriptedServer(() => answer);
    const store = await openCosmosStore({
      ...{ endpoint: scripted.endpoint, key, database: 'scripted', clock, timeoutMs: 200 },
    });
    const codes = await Promise.all(everyMethod(store).map(codeOf));
    await store.close();
    await scripted.stop();
    return codes;
  }

  describe('an outage', () => {
    it('at the start is said at once', async () => {
      const gone = await startCosmosServer();
      await gone.stop();
      expect(await codeOf(openAt(gone.endpoint, database))).to.equal('store_unavailable');
    });

    it('later on is said at once by every method', async () => {
      const going = await startCosmosServer();
      const store = await openAt(going.endpoint, database);
      await store.ping();
      await going.stop();
      for (const code of await Promise.all(everyMethod(store).map(codeOf))) {
        expect(code).to.equal('store_unavailable');
      }
      await store.close();
    });

    const outages: [string, Answer | 'silence'][] = [
      ['503 Service Unavailable', { status: 503 }],
      ['500', { status: 500 }],
      ['408 Request Timeout', { status: 408 }],
      ['401, when the key was changed', { status: 401 }],
      ['403, when the firewall was', { status: 403 }],
      ['the page of a proxy', { status: 502, body: '<html>Bad gateway</html>' }],
      ['a wait that is too long', { status: 429, headers: { 'x-ms-retry-after-ms': '2000' } }],
      ['no answer at all', 'silence'],
    ];
    for (const [what, answer] of outages) {
      it(`may look like ${what}`, async () => {
        for (const code of await codesUnder(answer)) expect(code).to.equal('store_unavailable');
      });
    }
  });

  describe('a refusal', () => {
    it('for lack of request units is waited out as the answer says', async () => {
      const busy: Answer = { status: 429, headers: { 'x-ms-retry-after-ms': '1' } };
      const done: Answer = { status: 201, headers: { etag: '"7"' }, body: '{"id":"x"}' };
      const answers = [busy, busy, done];
      const scripted = await startScriptedServer(() => answers.shift() ?? busy);
      const store = await openAt(scripted.endpoint, 'scripted');
      expect((await store.put(item('a'), absent)).ok).to.equal(true);
      await store.close();
      await scripted.stop();
    });

    it('as too large or malformed is no outage', async () => {
      for (const status of [413, 400]) {
        for (const code of await codesUnder({ status })) expect(code).to.equal('store_misused');
      }
    });

    it('because two wrote at once is a conflict', async () => {
      const scripted = await startScriptedServer(() => ({ status: 449 }));
      const store = await openAt(scripted.endpoint, 'scripted');
      expect(await store.put(item('a'), { etag: '["7"]' })).to.deep.equal({ ok: false, reason: 'conflict' });
      expect(await store.remove(ref('a'), '["7"]')).to.equal(false);
      await store.close();
      await scripted.stop();
    });
  });
});

/** One call of each method that asks something of the service. */
function everyMethod(store: Store): Promise<unknown>[] {
  const query = { partition: 'vista:talks', kind: 'talk', order: 'asc', limit: 1 } as const;
  return [
    ...[store.get(ref('a')), store.put(item('a'), absent), store.put(item('a'), { etag: '["7"]' })],
    ...[store.remove(ref('a'), '["7"]'), store.list(query), store.ping()],
    store.due({ buckets: [1], until: 1, limit: 1 }),
  ];
}

const endpoint = process.env['COSMOS_TEST_ENDPOINT'];
const accountKey = process.env['COSMOS_TEST_KEY'];
if (endpoint !== undefined && accountKey !== undefined) {
  /** Uses one container of a database of its own, which it empties before each test. */
  const makeEmpty = async (): Promise<StoreHarness> => {
    const moving = createMovableClock();
    const where = { endpoint, key: accountKey, database: 'terugblik-contract' };
    const store = await openCosmosStore({ ...where, clock: moving });
    const account = new CosmosClient({
      ...{ endpoint, key: accountKey },
      connectionPolicy: { enableEndpointDiscovery: false, enableBackgroundEndpointRefreshing: false },
    });
    const { items } = account.database(where.database).container('items');
    const { resources } = await items.readAll<{ id: string; partition: string }>().fetchAll();
    for (const { id, partition } of resources) await items.container.item(id, partition).delete();
    return { store, clock: moving, close: () => store.close() };
  };
  describe('with an account', function () {
    this.timeout(120_000);
    storeContract('Cosmos DB', makeEmpty, 5);
  });
}
