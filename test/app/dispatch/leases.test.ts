import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { createLeases, type Leases } from '../../../src/app/dispatch/leases.js';
import { second } from '../../../src/core/time.js';
import { countingStore, type CountingStore } from '../../support/counting-store.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { tuesday, world, type World } from '../../support/world.js';

describe('the leases of instances that share a store', () => {
  let w: World;
  let store: CountingStore;
  let clock: SimClock;
  beforeEach(async () => {
    clock = simClock(tuesday);
    store = countingStore(openSqliteStore({ path: ':memory:', clock }));
    w = await world({ settled: false, store, clock });
  });
  afterEach(() => w.close());

  const instance = (name: string): Leases => createLeases(w.deps, name);
  const overlap = (a: readonly number[], b: readonly number[]): number[] =>
    a.filter((one) => b.includes(one));
  /** Everybody renews until nothing changes any more. */
  const settled = async (...all: Leases[]): Promise<(readonly number[])[]> => {
    let held: (readonly number[])[] = [];
    for (let round = 0; round < 4; round += 1) {
      clock.advance(10 * second);
      held = [];
      for (const one of all) held.push(await one.held());
    }
    return held;
  };

  it('give one that is alone all 256 buckets', async () => {
    const held = await instance('a').held();
    expect(new Set(held).size).to.equal(256);
    expect([Math.min(...held), Math.max(...held)]).to.deep.equal([0, 255]);
  });

  it('are shared when another joins: half each, none twice', async () => {
    const [a, b] = [instance('a'), instance('b')];
    await a.held();
    expect(await b.held()).to.deep.equal([]);
    const [ofA = [], ofB = []] = await settled(a, b);
    expect([ofA.length, ofB.length]).to.deep.equal([128, 128]);
    expect(overlap(ofA, ofB)).to.deep.equal([]);
  });

  it('leave no bucket without an owner among three', async () => {
    const all = await settled(instance('a'), instance('b'), instance('c'));
    const together = all.flat();
    expect(new Set(together).size).to.equal(256);
    expect(together).to.have.length(256);
    expect(Math.max(...all.map((one) => one.length))).to.be.at.most(96);
  });

  it('never give a bucket twice when two begin at the same moment', async () => {
    const [a, b] = [instance('a'), instance('b')];
    const [ofA, ofB] = await Promise.all([a.held(), b.held()]);
    expect(overlap(ofA, ofB)).to.deep.equal([]);
  });

  it('of a dead one are taken over after their term, and not before', async () => {
    const [a, b] = [instance('a'), instance('b')];
    await settled(a, b);
    clock.advance(29 * second);
    expect(await b.held()).to.have.length(128);
    clock.advance(11 * second);
    expect(await b.held()).to.have.length(256);
  });

  it('of one that came back from a long sleep are not its own any more', async () => {
    const [a, b] = [instance('a'), instance('b')];
    await a.held();
    clock.advance(40 * second);
    const ofB = await b.held();
    expect(ofB).to.have.length(256);
    expect(overlap(await a.held(), ofB)).to.deep.equal([]);
  });

  it('that were given back are free at once', async () => {
    const [a, b] = [instance('a'), instance('b')];
    await settled(a, b);
    await a.release();
    clock.advance(10 * second);
    expect(await b.held()).to.have.length(256);
    expect(await a.held()).to.be.an('array');
  });

  it('are not asked for again within ten seconds', async () => {
    const a = instance('a');
    const first = await a.held();
    clock.advance(9 * second);
    store.calls.length = 0;
    expect(await a.held()).to.deep.equal(first);
    expect(store.calls).to.deep.equal([]);
    clock.advance(second);
    await a.held();
    expect(store.calls.map((call) => call.method)).to.deep.equal(['get', 'put']);
  });
});
