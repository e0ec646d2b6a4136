import { expect } from 'chai';
import { createDispatcher, type Dispatcher } from '../../../src/app/dispatch/dispatcher.js';
import type { Leases } from '../../../src/app/dispatch/leases.js';
import { bucketOf } from '../../../src/app/refs.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { TerugblikError } from '../../../src/core/errors.js';
import { second } from '../../../src/core/time.js';
import type { DueItem } from '../../../src/ports/store.js';
import { countingStore, type CountingStore } from '../../support/counting-store.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { tuesday, world, type World } from '../../support/world.js';

const every = Array.from({ length: 256 }, (_, bucket) => bucket);
const leasesOf = (buckets: number[]): Leases => ({
  held: async () => buckets,
  release: async () => undefined,
});

describe('the dispatcher', () => {
  let w: World;
  let store: CountingStore;
  let clock: SimClock;
  let woken: string[];
  beforeEach(async () => {
    clock = simClock(tuesday);
    store = countingStore(openSqliteStore({ path: ':memory:', clock }));
    w = await world({ store, clock });
    woken = [];
  });
  afterEach(() => w.close());

  const ref = (id: string) => ({ kind: 'mark' as const, partition: 'demo:marks', id: `demo:${id}` });
  const add = async (id: string, wakeAt: number): Promise<void> => {
    await store.put({ ...ref(id), body: {}, wakeAt, bucket: bucketOf(id) }, { absent: true });
  };
  /** Wakes by taking the alarm away, as every use case does; `broken` ones fail and stay due. */
  const wake = async (item: DueItem): Promise<void> => {
    woken.push(item.id);
    if (item.id.includes('broken')) throw new TerugblikError('thread_newer', 'written by a newer version');
    const stored = await store.get(item);
    if (stored) await store.put({ ...ref(item.id.slice(5)), body: {} }, { etag: stored.etag });
  };
  const dispatcher = (buckets = every): Dispatcher => createDispatcher(w.deps, leasesOf(buckets), wake);

  it('wakes what is due and nothing else, earliest first', async () => {
    await add('later', tuesday + 1);
    await add('second', tuesday);
    await add('first', tuesday - second);
    expect(await dispatcher().runDue()).to.equal(2);
    expect(woken).to.deep.equal(['demo:first', 'demo:second']);
  });

  it('looks only at the buckets that it holds, and asks nothing when it holds none', async () => {
    await add('mine', tuesday);
    await add('other', tuesday);
    await dispatcher([bucketOf('mine')]).runDue();
    expect(woken).to.deep.equal(['demo:mine']);
    store.calls.length = 0;
    expect(await dispatcher([]).runDue()).to.equal(0);
    expect(store.calls).to.deep.equal([]);
  });

  it('takes more than a page in one round', async () => {
    for (let count = 0; count < 230; count += 1) await add(`item-${count}`, tuesday - count);
    expect(await dispatcher().runDue()).to.equal(230);
    expect(new Set(woken).size).to.equal(230);
    expect(await dispatcher().runDue()).to.equal(0);
  });

  it('goes on when one cannot be woken, and says so', async () => {
    await add('broken', tuesday - second);
    await add('well', tuesday);
    await dispatcher().runDue();
    expect(woken).to.deep.equal(['demo:broken', 'demo:well']);
    const noted = w.logged.find((one) => one.event === 'dispatcher.wake_failed');
    expect(noted?.fields).to.include({ id: 'demo:broken', code: 'thread_newer' });
  });

  it('wakes each once a round, and reaches those behind a page of broken ones', async () => {
    for (let count = 0; count < 150; count += 1) await add(`broken-${count}`, tuesday - second);
    await add('well', tuesday);
    await dispatcher().runDue();
    expect(woken.filter((id) => id.includes('broken'))).to.have.length(150);
    expect(woken.at(-1)).to.equal('demo:well');
  });

  it('runs every second from its start to its stop', async () => {
    const running = dispatcher();
    const rounds = (): number => store.calls.filter((call) => call.method === 'due').length;
    store.calls.length = 0;
    running.start();
    for (let passed = 0; passed < 3; passed += 1) {
      await settle();
      clock.advance(second);
    }
    await settle();
    expect(rounds()).to.equal(4);
    await running.stop();
    clock.advance(5 * second);
    await settle();
    expect(rounds()).to.equal(4);
  });

  it('survives a store that is down for a round', async () => {
    await add('due', tuesday);
    const real = w.deps.store;
    const away = () => Promise.reject(new TerugblikError('store_unavailable', 'away'));
    w.deps.store = { ...real, due: away };
    const running = dispatcher();
    running.start();
    await settle();
    expect(w.logged.map((one) => one.event)).to.include('dispatcher.round_failed');
    w.deps.store = real;
    clock.advance(second);
    await settle();
    expect(woken).to.deep.equal(['demo:due']);
    await running.stop();
  });
});

/** Lets everything run that waits for nothing but its turn: the store in memory and the timers are ours. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
