import { expect } from 'chai';
import { openCosmosStore } from '../../../src/adapters/storage/cosmos-store.js';
import type { Store } from '../../../src/ports/store.js';
import { addresses, tuesday, world } from '../../support/world.js';
import { simClock } from '../../support/sim-clock.js';
import { createMovableClock } from './contract/clock.js';
import { absent, add, codeOf, item, ref } from './contract/harness.js';
import { startLossyCosmosServer, startRegion, type Region } from './cosmos-server.js';

const key = Buffer.from('not a secret').toString('base64');
const clock = createMovableClock();

describe('a write whose answer is lost', () => {
  let server: Awaited<ReturnType<typeof startLossyCosmosServer>>;
  before(async () => {
    server = await startLossyCosmosServer();
  });
  after(() => server.stop());
  const open = (database: string): Promise<Store> =>
    openCosmosStore({ endpoint: server.endpoint, key, database, clock });

  it('is an outage to whoever asked, is not made again by itself, and stands', async () => {
    const store = await open('lost');
    const etag = await add(store, item('a'));
    const before = server.asked.length;
    server.loseNext();
    expect(await codeOf(store.put(item('a', { body: 'written' }), { etag }))).to.equal('store_unavailable');
    expect(server.asked.slice(before)).to.have.length(1);
    expect((await store.get(ref('a')))?.body).to.equal('written');
    await store.close();
  });

  it('and is made again conflicts with itself, so that it is read before anything else is done', async () => {
    const store = await open('again');
    server.loseNext();
    expect(await codeOf(store.put(item('a'), absent))).to.equal('store_unavailable');
    expect(await store.put(item('a'), absent)).to.deep.equal({ ok: false, reason: 'conflict' });
    const etag = (await store.get(ref('a')))?.etag ?? '';
    server.loseNext();
    expect(await codeOf(store.remove(ref('a'), etag))).to.equal('store_unavailable');
    expect(await store.remove(ref('a'), etag)).to.equal(false);
    await store.close();
  });

  it('of a message: the channel sends it again, and it takes effect once', async () => {
    const time = simClock(tuesday);
    const store = await openCosmosStore({ endpoint: server.endpoint, key, database: 'product', clock: time });
    const w = await world({ clock: time, store });
    const noor = addresses.noor.whatsapp;
    for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'])
      await w.write('whatsapp', noor, words);
    w.whatsapp.sent.length = 0;
    server.loseNext();
    expect(await codeOf(w.write('whatsapp', noor, 'mijn chef slaat mij', 'worry'))).to.equal(
      'store_unavailable',
    );
    await w.write('whatsapp', noor, 'mijn chef slaat mij', 'worry');
    // Nobody knows that the attempt was recorded: after thirty seconds it counts as lost, and a worry's is made again.
    await w.pass(31_000);
    const thread = await w.thread('noor');
    expect(thread.seen.filter((id) => id === 'worry')).to.have.length(1);
    expect(await w.alerts()).to.have.length(1);
    expect(w.whatsapp.texts().filter((text) => text.includes('Dank je dat je dit vertelt'))).to.have.length(
      1,
    );
    await w.close();
  });
});

describe('a Cosmos DB that has to be asked again', () => {
  let region: Region;
  let store: Store;
  beforeEach(async () => {
    region = await startRegion('West Europe');
    store = await openCosmosStore({ endpoint: region.endpoint, key, database: 'd', clock });
  });
  afterEach(async () => {
    await store.close();
    await region.stop();
  });

  it('for lack of request units is asked after the time that it said, not before', async () => {
    const answers = [{ status: 429, headers: { 'x-ms-retry-after-ms': '250' } }];
    region.answer = () => answers.shift() ?? { status: 201, headers: { etag: '"7"' }, body: '{"id":"x"}' };
    expect((await store.put(item('a'), absent)).ok).to.equal(true);
    const [first = 0, second = 0] = region.requests.map(({ at }) => at);
    expect(second - first).to.be.at.least(249);
  });

  it('reads at least as new as what the last answer knew of, also after a conflict', async () => {
    const session = (token: string): Record<string, string> => ({
      'x-ms-session-token': token,
      'x-ms-alt-content-path': 'dbs/d/colls/items',
      'x-ms-content-path': Buffer.from('8 bytes!').toString('base64'),
    });
    region.answer = () => ({ status: 412, headers: session('0:1#12') });
    expect(await store.put(item('a'), { etag: '["7"]' })).to.deep.equal({ ok: false, reason: 'conflict' });
    region.answer = () => ({ status: 404 });
    await store.get(ref('a'));
    expect(region.requests.at(-1)).to.include({ method: 'GET', session: '0:1#12' });
  });
});
