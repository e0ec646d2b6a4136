import { expect } from 'chai';
import type { ImportDeps } from '../../../src/app/people/import-items.js';
import { importRoster } from '../../../src/app/people/import-roster.js';
import { changeDay } from '../../../src/app/days/day-orders.js';
import { ledgerOf } from '../../../src/app/days/ledger.js';
import { refs } from '../../../src/app/refs.js';
import { TerugblikError } from '../../../src/core/errors.js';
import type { Person } from '../../../src/core/school/people.js';
import { day, hour } from '../../../src/core/time.js';
import type { Store } from '../../../src/ports/store.js';
import { addresses, demoPeople, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('importing a roster again', () => {
  let w: World;
  let people: Person[];
  beforeEach(async () => {
    w = await world();
    people = await demoPeople();
    await introduce(w);
  });
  afterEach(() => w.close());
  const bring = async (roster: readonly Person[]) => {
    const plan = await importRoster(
      { store: w.store, env: { now: w.clock.now(), school: w.deps.school } },
      roster,
    );
    await w.pass(61_000);
    return plan;
  };
  const changed = (id: string, more: Partial<Person>): Person[] =>
    people.map((one) => (one.id === id ? { ...one, ...more } : one));
  const owner = async (number: string) =>
    (await w.store.get<{ person: string }>(refs.address('demo', 'whatsapp', number)))?.body.person ?? null;

  it('that is the same changes nothing, not even the version of an item', async () => {
    const etags = async () =>
      Promise.all(['noor', 'daan'].map(async (id) => (await w.store.get(refs.thread('demo', id)))?.etag));
    const before = await etags();
    expect((await bring(people)).differences).to.deep.equal([]);
    expect(await etags()).to.deep.equal(before);
  });

  describe('while the store is away now and then', () => {
    const flaky = (every: number): Store => {
      let calls = 0;
      const away = async <T>(call: () => Promise<T>): Promise<T> => {
        const result = await call();
        if ((calls += 1) % every === 0) throw new TerugblikError('store_unavailable', 'away for a moment');
        return result;
      };
      return {
        ...w.store,
        get: (ref) => away(() => w.store.get(ref)),
        put: (item, guard) => away(() => w.store.put(item, guard)),
        remove: (ref, etag) => away(() => w.store.remove(ref, etag)),
      };
    };
    const withNumber = () => changed('noor', { whatsapp: '+31612121212' });
    const onto = (store: Store, pause?: ImportDeps['pause']) =>
      importRoster(
        {
          store,
          env: { now: w.clock.now(), school: w.deps.school },
          ...(pause === undefined ? {} : { pause }),
        },
        withNumber(),
      );

    it('comes through whole, whatever was done already when it went away', async () => {
      let waited = 0;
      // A prime number: it goes away at another step of each person.
      await onto(flaky(13), async () => void (waited += 1));
      expect(waited).to.be.greaterThan(2);
      expect(await owner('+31612121212')).to.equal('noor');
      expect((await bring(withNumber())).differences).to.deep.equal([]);
    });

    it('ends with what is wrong when it stays away, and when nobody waits', async () => {
      const tries: number[] = [];
      const ends = (import_: Promise<unknown>) =>
        import_.then(
          () => 'whole',
          (error: TerugblikError) => error.code,
        );
      expect(await ends(onto(flaky(1), async (n) => void tries.push(n)))).to.equal('store_unavailable');
      expect(tries).to.deep.equal([1, 2, 3, 4, 5, 6]);
      expect(await ends(onto(flaky(1)))).to.equal('store_unavailable');
    });
  });

  it('without somebody closes him: nothing opens, his number is known no more, what is kept has a term', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 'none' });
    await w.pass(0);
    await bring(people.filter((one) => one.id !== 'noor'));
    const thread = await w.thread('noor');
    expect(thread.talk).to.equal(null);
    expect(await owner(noor)).to.equal(null);
    const [record] = await ledgerOf(w.store, 'demo', '2026-11-24', { student: 'noor' });
    expect([record?.status, record?.reason]).to.deep.equal(['withdrawn', 'left']);
    expect(await ledgerOf(w.store, 'demo', '2026-12-01', { student: 'noor' })).to.deep.equal([]);
    const before = w.whatsapp.sent.length;
    await w.pass(8 * day);
    expect(w.whatsapp.sent.filter(({ to }) => to.address === noor)).to.have.length(before);
    await w.pass(84 * day);
    expect(await w.store.get(refs.thread('demo', 'noor')), 'three months after she left').to.equal(null);
    const talks = await w.store.list({ partition: 'demo:noor', kind: 'talk', order: 'asc', limit: 10 });
    expect(talks.items).to.deep.equal([]);
  });

  it('without somebody takes out the days that he moved away from, too', async () => {
    const moved = await changeDay(w.app.threads, 'noor', '2026-12-01', { verb: 'move', to: '2026-11-26' });
    expect(moved.kind).to.equal('done');
    await w.pass(0);
    await bring(people.filter((one) => one.id !== 'noor'));
    for (const date of ['2026-11-26', '2026-12-01'])
      expect(await ledgerOf(w.store, 'demo', date, { student: 'noor' }), date).to.deep.equal([]);
  });

  it('with somebody who came back opens his days again, and keeps his answers as long as before', async () => {
    await bring(people.filter((one) => one.id !== 'noor'));
    await bring(people);
    await w.write('whatsapp', noor, 'hoi');
    await w.pass(7 * day + hour);
    const [record] = await ledgerOf(w.store, 'demo', '2026-12-01', { student: 'noor' });
    expect(record?.status).to.equal('open');
    await w.pass(100 * day);
    expect((await w.thread('noor')).leftAt).to.equal(null);
  });

  it('with another weekday plans the other day, and the old one is no day any more', async () => {
    await bring(changed('noor', { weekday: 4 }));
    expect((await ledgerOf(w.store, 'demo', '2026-12-01', { student: 'noor' })).length).to.equal(0);
    const [thursday] = await ledgerOf(w.store, 'demo', '2026-11-26', { student: 'noor' });
    expect(thursday?.status).to.equal('planned');
    await bring(people);
    const [tuesday] = await ledgerOf(w.store, 'demo', '2026-12-01', { student: 'noor' });
    expect(tuesday?.status).to.equal('planned');
  });

  it('with another number moves her there, and a number can go from one to another in one file', async () => {
    const number = '+31600000099';
    const swapped = changed('noor', { whatsapp: number }).map((one) =>
      one.id === 'daan' ? { ...one, whatsapp: noor } : one,
    );
    await bring(swapped);
    expect([await owner(number), await owner(noor)]).to.deep.equal(['noor', 'daan']);
    expect((await w.thread('noor')).addresses).to.deep.equal([]);
  });

  it('leaves a number alone that somebody else joined with', async () => {
    const taken = { ...refs.address('demo', 'whatsapp', '+31600000077'), body: { v: 1, person: 'daan' } };
    await w.store.put(taken, { absent: true });
    await bring(changed('noor', { whatsapp: '+31600000077' }));
    expect(await owner('+31600000077')).to.equal('daan');
  });
});
