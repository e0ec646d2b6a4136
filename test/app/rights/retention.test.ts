import { expect } from 'chai';
import { openCosmosStore } from '../../../src/adapters/storage/cosmos-store.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { drawCode, keepCode } from '../../../src/app/joining/join-codes.js';
import { importRoster } from '../../../src/app/people/import-roster.js';
import { recordLook } from '../../../src/app/rights/rights.js';
import { refs } from '../../../src/app/refs.js';
import { addMonths } from '../../../src/core/school/calendar.js';
import type { Person } from '../../../src/core/school/people.js';
import { day, hour, minute } from '../../../src/core/time.js';
import type { Kind, Store } from '../../../src/ports/store.js';
import { startCosmosServer, type CosmosServer } from '../../adapters/storage/cosmos-server.js';
import {
  herWorry,
  ledger,
  pressHandled,
  quirinesWorld,
  watchedStore,
  type WatchedStore,
} from '../../support/erasing.js';
import { peopleWithQuirine, quirine, tracesOfQuirine } from '../../support/quirine.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { tuesday, type World } from '../../support/world.js';

const key = Buffer.from('not a secret').toString('base64');
const { partition } = refs.thread('demo', quirine.id);

describe('what is kept of a student', function () {
  this.timeout(120_000);
  let server: CosmosServer;
  let clock: SimClock;
  let store: WatchedStore;
  let w: World;
  before(async () => {
    server = await startCosmosServer();
  });
  after(() => server.stop());
  afterEach(() => w.close());

  const sqlite = async (at: SimClock): Promise<Store> => openSqliteStore({ path: ':memory:', clock: at });
  const cosmos = (at: SimClock): Promise<Store> =>
    openCosmosStore({ endpoint: server.endpoint, key, database: 'retention', clock: at });
  const begin = async (worry: 'handled' | 'open' | 'none', open = sqlite): Promise<void> => {
    clock = simClock(tuesday);
    store = watchedStore(await open(clock));
    w = await quirinesWorld({ clock, store, worry });
  };
  const roster = async (change: (people: Person[]) => Person[]): Promise<void> => {
    const people = change(await peopleWithQuirine());
    await importRoster({ store, env: { now: clock.now(), school: w.deps.school } }, people);
    await w.pass(0);
  };
  const without = (people: Person[]): Person[] => people.filter((one) => one.id !== quirine.id);
  const passDays = async (days: number): Promise<void> => {
    for (let passed = 0; passed < days; passed += 1) await w.pass(day);
  };
  const left = async (): Promise<string[]> => {
    const dump = await store.dump();
    return tracesOfQuirine.filter((trace) => dump.includes(trace));
  };

  for (const [name, open] of [
    ['SQLite', sqlite],
    ['Cosmos DB', cosmos],
  ] as const)
    it(`goes at the school’s term after she left, at the providers and in the ledger too, on ${name}`, async () => {
      await begin('handled', open);
      const before = await ledger(store);
      await roster(without);
      w.whatsapp.forgets.length = 0;
      await passDays(89);
      expect(await left()).to.include.members(['kersenjam', 'Quirine']);
      expect(w.whatsapp.forgets).to.deep.equal([]);
      await passDays(9);
      expect(await left()).to.deep.equal([]);
      expect(w.whatsapp.forgets.map(({ who }) => who.address)).to.include(quirine.whatsapp);
      expect(await ledger(store)).to.have.length(before.length);
    });

  it('goes at another moment for each of a class that left on one day, all before the term', async () => {
    await begin('none');
    await roster((people) => people.filter((one) => !one.roles.includes('student')));
    const term = addMonths(w.deps.school, clock.now(), w.deps.school.retentionMonths);
    const page = await store.list({
      partition: 'demo:tombstones',
      kind: 'tombstone',
      order: 'asc',
      limit: 9,
    });
    const moments = page.items.map((item) => item.wakeAt ?? 0);
    expect(new Set(moments).size).to.equal(3);
    expect(moments.every((at) => at > term - 8 * hour && at <= term - hour)).to.equal(true);
  });

  it('stays when she comes back in time', async () => {
    await begin('handled');
    await roster(without);
    await passDays(60);
    await roster((people) => people);
    await passDays(60);
    expect(await left()).to.include.members(['kersenjam', 'Quirine', quirine.id]);
    expect(w.whatsapp.forgets).to.deep.equal([]);
  });

  it('stays out of reach of every reader once its term is over, whether or not anything was swept', async () => {
    await begin('handled');
    await roster(without);
    // The server is down: nobody erases and nobody sweeps.
    clock.set(clock.now() + 100 * day);
    const kinds: Kind[] = ['thread', 'talk', 'day', 'alert', 'look', 'code'];
    for (const kind of kinds) {
      const page = await store.list({ partition, kind, order: 'asc', limit: 9 });
      expect(page.items, kind).to.deep.equal([]);
    }
    expect(await store.get(refs.person('demo', quirine.id, ['student']))).to.equal(null);
  });

  it('keeps a worry that is open beyond that, until it is handled', async () => {
    await begin('open');
    await roster(without);
    await passDays(100);
    expect((await store.get<{ words: string }>(refs.alert(herWorry)))?.body.words).to.contain(
      'stroopwafelijzer',
    );
    await pressHandled(w);
    await w.pass(hour);
    await w.pass(hour);
    expect(await left()).to.deep.equal([]);
  });

  it('has a term of two years at most, everything that was said or done; only her place at school has none', async () => {
    await begin('handled');
    await keepCode(w.deps, drawCode(w.deps, quirine.id));
    await recordLook(w.deps, quirine.id, { by: 'Karin', what: 'export' });
    await w.write('whatsapp', quirine.whatsapp, 'mijn gegevens');
    await w.write('whatsapp', quirine.whatsapp, 'stop');
    await w.pass(minute);
    const items = (await store.dump())
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: Kind; expiresAt?: number });
    const withoutTerm = new Set(items.filter((item) => item.expiresAt === undefined).map(({ kind }) => kind));
    expect([...withoutTerm].sort()).to.deep.equal(['address', 'mark', 'person', 'standing', 'thread']);
    const latest = Math.max(...items.map((item) => item.expiresAt ?? 0));
    expect(latest).to.be.at.most(clock.now() + 730 * day);
    expect(new Set(items.map(({ kind }) => kind))).to.include.members([
      'talk',
      'alert',
      'day',
      'code',
      'look',
      'link',
    ]);
  });

  it('of staff who left, name and thread go at the same term; who stays, stays', async () => {
    await begin('none');
    await roster((people) =>
      people.filter((one) => one.id !== 'tom').map((one) => ({ ...one, backups: [] })),
    );
    expect(await store.get(refs.person('demo', 'tom', ['begeleider']))).to.not.equal(null);
    await passDays(100);
    expect(await store.get(refs.person('demo', 'tom', ['begeleider']))).to.equal(null);
    expect(await store.get(refs.thread('demo', 'samira'))).to.not.equal(null);
  });
});
