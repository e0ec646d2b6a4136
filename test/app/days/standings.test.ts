import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { standingsOf, tellStanding } from '../../../src/app/days/standings.js';
import { importRoster } from '../../../src/app/people/import-roster.js';
import { refs } from '../../../src/app/refs.js';
import type { Standing } from '../../../src/core/school/standing.js';
import { day, minute } from '../../../src/core/time.js';
import { countingStore, type CountingStore } from '../../support/counting-store.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { addresses, demoPeople, introduce, tuesday, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('standings in the store', () => {
  let w: World;
  let store: CountingStore;
  let clock: SimClock;
  beforeEach(async () => {
    clock = simClock(tuesday);
    store = countingStore(openSqliteStore({ path: ':memory:', clock }));
    w = await world({ store, clock });
    await introduce(w);
  });
  afterEach(() => w.close());

  const of = async (staff: string, student = 'noor'): Promise<Standing | undefined> =>
    (await standingsOf(w.store, 'demo', staff)).find((one) => one.student === student);
  const roster = async (more: Record<string, object>): Promise<void> => {
    const people = (await demoPeople()).map((person) => ({ ...person, ...more[person.id] }));
    await importRoster({ store, env: { now: clock.now(), school: w.deps.school } }, people);
    await w.pass(minute);
  };

  it('lie under the begeleider and the mentor from the import on, by name', async () => {
    const names = (await standingsOf(w.store, 'demo', 'samira')).map((one) => one.name);
    expect(names).to.deep.equal(['Amina Yusuf', 'Daan de Vries', 'Noor Haddad']);
    expect(await of('peter')).to.include({ name: 'Noor Haddad', unreachable: null });
    expect(await of('samira', 'amina')).to.include({ joined: false, unreachable: 'not_joined' });
    expect(await standingsOf(w.store, 'demo', 'tom')).to.deep.equal([]);
  });

  it('follow a practice day; which answers stayed short only for the begeleider', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    expect((await of('samira'))?.days.at(-1)).to.include({
      date: '2026-11-24',
      status: 'open',
      assignment: 4,
    });
    await w.write('whatsapp', noor, 'goed');
    await w.write('whatsapp', noor, 'ja');
    await w.write('whatsapp', noor, 'ok');
    await w.write('whatsapp', noor, 'stop');
    await w.pass(minute);
    const [mine, mentors] = [await of('samira'), await of('peter')];
    expect(mine).to.include({ stopped: true, unreachable: 'stopped' });
    expect(mine?.days.at(-1)).to.include({ status: 'partial', reason: 'stopped' });
    expect(mine?.days.at(-1)?.short).to.be.a('number');
    expect(mentors?.days.at(-1)).to.include({ status: 'partial', short: null, unread: null });
  });

  it('cost nothing with a message that changes nothing in them', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    store.calls.length = 0;
    await w.write('whatsapp', noor, 'goed');
    expect(store.calls.filter(({ id }) => id.includes(':standing:'))).to.deep.equal([]);
  });

  it('cost one read and one write for each reader when they change', async () => {
    store.calls.length = 0;
    await w.write('whatsapp', noor, 'stop');
    const calls = store.calls.flatMap(({ method, id }) =>
      id.includes(':standing:') ? [`${method} ${id}`] : [],
    );
    expect(calls).to.deep.equal([
      'get demo:standing:samira:noor',
      'put demo:standing:samira:noor',
      'get demo:standing:peter:noor',
      'put demo:standing:peter:noor',
    ]);
  });

  it('are never overwritten by what was known before', async () => {
    const old = await w.thread('noor');
    await w.write('whatsapp', noor, 'stop');
    await tellStanding(store, old, [], clock.now());
    expect(await of('samira')).to.include({ stopped: true });
  });

  it('go with a change of begeleider, and are not brought back by work that was under way', async () => {
    const old = await w.thread('noor');
    await roster({ noor: { begeleider: 'tom', mentor: 'samira' } });
    expect(await of('peter')).to.equal(undefined);
    expect((await of('tom'))?.relations).to.deep.equal(['begeleider']);
    expect((await of('samira'))?.relations).to.deep.equal(['mentor']);
    await tellStanding(store, old, [], clock.now());
    expect(await of('peter')).to.equal(undefined);
    expect((await of('samira'))?.relations).to.deep.equal(['mentor']);
    clock.advance(2 * day);
    expect(await store.get(refs.standing('demo', 'peter', 'noor'))).to.equal(null);
  });

  it('go when the student leaves the school, and are back when he is', async () => {
    const people = (await demoPeople()).filter((person) => person.id !== 'noor');
    await importRoster({ store, env: { now: clock.now(), school: w.deps.school } }, people);
    await w.pass(minute);
    expect(await of('samira')).to.equal(undefined);
    await roster({});
    expect(await of('samira')).to.include({ name: 'Noor Haddad', joined: false });
  });

  it('are gone with the student who is erased, also under who was his begeleider before', async () => {
    await roster({ noor: { begeleider: 'tom' } });
    const ref = await w.app.erasures.begin('noor', 'all', clock.now());
    await w.app.erasures.work(ref);
    for (const staff of ['samira', 'tom', 'peter'])
      expect(await store.get(refs.standing('demo', staff, 'noor'))).to.equal(null);
  });

  it('keep no count of answers that were erased', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    for (const words of ['Goed', 'Ja', 'Gewoon iets', 'gewoon', 'niks', 'ok', 'stop'])
      await w.write('whatsapp', noor, words);
    await w.pass(minute);
    expect((await of('samira'))?.days.at(-1)?.short).to.be.greaterThan(0);
    const ref = await w.app.erasures.begin('noor', 'answers', clock.now());
    await w.app.erasures.work(ref);
    await w.app.idle();
    expect((await of('samira'))?.days.at(-1)).to.include({ short: 0, status: 'partial' });
  });
});
