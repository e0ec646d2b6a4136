import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { channelRates, createBudget, type Budget } from '../../../src/app/conversation/budget.js';
import type { School } from '../../../src/core/school/school.js';
import type { ChannelName } from '../../../src/core/thread/message.js';
import { hour, second } from '../../../src/core/time.js';
import type { Store } from '../../../src/ports/store.js';
import { TerugblikError } from '../../../src/core/errors.js';
import { countingStore, type CountingStore } from '../../support/counting-store.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { demoSchool } from '../../support/world.js';

const whatsapp = { channel: 'whatsapp' } as const;
const channels: ChannelName[] = ['teams', 'whatsapp'];

describe('the budget of the channels', () => {
  let school: School;
  let clock: SimClock;
  let store: CountingStore;
  before(async () => {
    school = await demoSchool();
  });
  beforeEach(() => {
    clock = simClock(hour);
    store = countingStore(openSqliteStore({ path: ':memory:', clock }));
  });
  afterEach(() => store.close());

  /** An instance, with a clock that is so much ahead. */
  const instance = (name: string, ahead = 0, over: Store = store): Budget => {
    const own = {
      now: () => clock.now() + ahead,
      after: (ms: number, task: () => void) => clock.after(ms, task),
    };
    return createBudget({ store: over, clock: own, school }, name, channels);
  };
  /** How many leave now, of more than there can be. */
  const burst = (budget: Budget, channel: ChannelName = 'whatsapp'): number =>
    Array.from({ length: 200 }, () => budget.waitFor({ channel })).filter((wait) => wait === 0).length;
  /** Time passes in steps, in which each renews and sends all that it may; how many left in each second. */
  const run = async (seconds: number, busy: Budget[], idle: Budget[] = []): Promise<number[][]> => {
    const passed: number[][] = [];
    for (let count = 0; count < seconds; count += 1) {
      clock.advance(second);
      for (const one of [...busy, ...idle]) await one.renew();
      passed.push(busy.map((one) => burst(one)));
    }
    return passed;
  };
  const total = (passed: number[][]): number[] => passed.map((one) => one.reduce((sum, more) => sum + more));

  it('lets a burst of one channel pass, says how long to wait, and takes nothing from the other', async () => {
    const budget = instance('a');
    await budget.renew();
    expect(burst(budget)).to.equal(75);
    expect(budget.waitFor(whatsapp)).to.equal(14);
    clock.advance(14);
    expect(budget.waitFor(whatsapp)).to.equal(0);
    expect(burst(budget, 'teams')).to.equal(28);
  });

  it('never gathers more than a burst, and survives a clock that goes back', async () => {
    const budget = instance('a');
    await budget.renew();
    await run(120, [], [budget]);
    expect(burst(budget)).to.equal(75);
    clock.set(0);
    await budget.ready();
    expect(burst(budget)).to.equal(0);
    clock.advance(second);
    expect(burst(budget)).to.equal(75);
  });

  it('costs no request for a message, and one read and one write in five seconds', async () => {
    const budget = instance('a');
    await run(60, [budget]);
    expect(store.calls.map(({ method }) => method)).to.deep.equal(
      Array.from({ length: 12 }, () => ['get', 'put']).flat(),
    );
  });

  it('of two is never more than the whole, and nearly the whole when both have much to send', async () => {
    const [a, b] = [instance('a'), instance('b')];
    const each = total(await run(60, [a, b]));
    const { burst: whole } = channelRates.whatsapp;
    for (const sent of each) expect(sent).to.be.at.most(whole);
    for (const sent of each.slice(15)) expect(sent).to.be.at.least(0.85 * whole);
    const both = (await run(1, [a, b]))[0] ?? [];
    expect(Math.min(...both)).to.be.at.least(30);
  });

  it('goes to the one that has something to send, and back when the other has', async () => {
    const [a, b] = [instance('a'), instance('b')];
    const alone = await run(60, [a], [b]);
    expect(alone.at(-1)?.[0]).to.be.at.least(65);
    const together = await run(30, [a, b]);
    expect(Math.min(...(together.at(-1) ?? []))).to.be.at.least(30);
  });

  it('of one that joins is there at once, without the others waiting', async () => {
    const a = instance('a');
    await run(20, [a]);
    const b = instance('b');
    await b.renew();
    clock.advance(second);
    expect(burst(b)).to.equal(5);
  });

  it('of one that died is the others’ after its term, and not before', async () => {
    const [a, b] = [instance('a'), instance('b')];
    await run(60, [a, b]);
    const [first] = await run(1, [b]);
    expect(first?.[0]).to.be.at.most(40);
    expect(total(await run(8, [b])).at(-1)).to.be.at.most(40);
    expect(total(await run(30, [b])).at(-1)).to.equal(75);
  });

  it('of one that stopped is free at once, but not what it has just sent', async () => {
    const a = instance('a');
    await run(10, [a]);
    await a.release();
    const b = instance('b');
    await b.renew();
    expect(burst(b)).to.equal(0);
    expect(total(await run(1, [b]))).to.deep.equal([75]);
  });

  it('holds between clocks that are five seconds apart', async () => {
    const [a, b] = [instance('a', 5 * second), instance('b', -2 * second)];
    const each = total(await run(120, [a, b]));
    for (const sent of each) expect(sent).to.be.at.most(channelRates.whatsapp.burst);
    for (const sent of each.slice(20)) expect(sent).to.be.at.least(0.85 * channelRates.whatsapp.burst);
  });

  it('lets nothing pass from ten seconds before its lease ends, when the store is away', async () => {
    let isAway = false;
    const away = (): Promise<never> => Promise.reject(new TerugblikError('store_unavailable', 'away'));
    const over: Store = { ...store, get: (ref) => (isAway ? away() : store.get(ref)) };
    const budget = instance('a', 0, over);
    await budget.renew();
    isAway = true;
    clock.advance(9 * second);
    expect(budget.waitFor(whatsapp)).to.equal(0);
    clock.advance(second);
    await budget.ready();
    expect(budget.waitFor(whatsapp)).to.equal(second);
    isAway = false;
    await budget.ready();
    expect(budget.waitFor(whatsapp)).to.equal(0);
  });

  it('of sixteen instances is shared by all, and of more waits for a place', async () => {
    const many = Array.from({ length: 18 }, (_, index) => instance(`i${index}`));
    const each = total(await run(60, many));
    for (const sent of each) expect(sent).to.be.at.most(channelRates.whatsapp.burst);
    expect(each.at(-1)).to.be.at.least(70);
  });

  it('says a second where nothing is leased yet', () => {
    expect(instance('a').waitFor(whatsapp)).to.equal(second);
  });
});
