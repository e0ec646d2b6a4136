import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { erasedAmong } from '../../../src/app/rights/erased-people.js';
import { importRoster } from '../../../src/app/people/import-roster.js';
import type { Inbound } from '../../../src/core/thread/message.js';
import { day, hour, minute } from '../../../src/core/time.js';
import { erase, quirinesWorld, sweepsGoBy, watchedStore, type WatchedStore } from '../../support/erasing.js';
import { peopleWithQuirine, quirine } from '../../support/quirine.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { tuesday, type World } from '../../support/world.js';

describe('a message of somebody who was erased and came back', function () {
  this.timeout(30_000);
  let clock: SimClock;
  let store: WatchedStore;
  let w: World;
  let erasedAt: number;
  beforeEach(async () => {
    clock = simClock(tuesday);
    store = watchedStore(openSqliteStore({ path: ':memory:', clock }));
    w = await quirinesWorld({ clock, store, worry: 'none' });
    erasedAt = clock.now();
    await erase(w);
    await sweepsGoBy(w, clock);
    const env = { now: clock.now(), school: w.deps.school };
    await importRoster({ store, env }, await peopleWithQuirine());
  });
  afterEach(() => w.close());

  const receive = async (words: string, more: Partial<Inbound> = {}): Promise<string> => {
    const outcome = await w.app.receive({
      ...{
        channel: 'whatsapp',
        address: quirine.whatsapp,
        providerId: `id ${words}`,
        at: clock.now(),
        ref: null,
      },
      content: { type: 'text', text: words },
      ...more,
    });
    await w.app.idle();
    return outcome.kind;
  };
  /** The sweeps took days: here the clock stands soon after the erasure again. */
  const soonAfter = (ms: number): void => clock.set(erasedAt + ms);

  it('is taken when it is new: she begins as somebody nobody knows', async () => {
    soonAfter(2 * day);
    w.whatsapp.takenIn.set('id boerenkaasje', clock.now());
    expect(await receive('boerenkaasje')).to.equal('accepted');
    expect(await store.dump())
      .to.contain('boerenkaasje')
      .and.not.contain('kersenjam');
    expect((await w.thread(quirine.id)).settings.introducedAt).to.equal(null);
  });

  it('is dropped when reconciling finds an old one', async () => {
    soonAfter(2 * day);
    expect(await receive('krentenbrood', { at: erasedAt - minute })).to.equal('outdated');
    expect(await store.dump()).to.not.contain('krentenbrood');
  });

  it('is dropped when its webhook comes late: the provider has it from before, or not any more', async () => {
    soonAfter(2 * day);
    w.whatsapp.takenIn.set('id zuurkoolvat', erasedAt - hour);
    expect(await receive('zuurkoolvat')).to.equal('outdated');
    expect(await receive('appelbolletjes')).to.equal('outdated');
    expect(await store.dump()).to.not.match(/zuurkoolvat|appelbolletjes/);
    expect(w.whatsapp.texts().slice(-2)).to.not.include('zuurkoolvat');
  });

  it('is dropped in Teams by the moment that it names itself', async () => {
    const teams = { channel: 'teams', address: quirine.teams } as const;
    soonAfter(2 * day);
    expect(await receive('krentenbrood', { ...teams, writtenAt: erasedAt - 1 })).to.equal('outdated');
    expect(await receive('boerenkaasje', { ...teams, writtenAt: erasedAt + 1 })).to.equal('accepted');
  });

  it('is taken when the provider cannot say: it may be a worry', async () => {
    soonAfter(2 * day);
    w.whatsapp.takenInAt = () => Promise.reject(new Error('Twilio is away'));
    expect(await receive('mijn chef slaat mij')).to.equal('accepted');
  });

  it('is not asked about any more after some days', async () => {
    soonAfter(4 * day);
    w.whatsapp.takenInAt = () => Promise.reject(new Error('must not be asked'));
    expect(await receive('boerenkaasje')).to.equal('accepted');
    expect(w.logged.filter(({ event }) => event === 'receive.moment_unknown')).to.deep.equal([]);
  });

  it('from her old number is dropped as well when the number is somebody else’s now', async () => {
    const people = await peopleWithQuirine();
    const daan = people.map((one) =>
      one.id === 'daan'
        ? { ...one, whatsapp: quirine.whatsapp }
        : one.id === quirine.id
          ? { ...one, whatsapp: null }
          : one,
    );
    await importRoster({ store, env: { now: clock.now(), school: w.deps.school } }, daan);
    soonAfter(2 * day);
    expect(await receive('krentenbrood', { at: erasedAt - minute })).to.equal('outdated');
    w.whatsapp.takenIn.set('id hoi', clock.now());
    expect(await receive('hoi')).to.equal('accepted');
    expect(await store.dump()).to.not.contain('krentenbrood');
  });
});

describe('a roster with somebody who was erased', function () {
  this.timeout(30_000);

  it('is told from one with somebody new: while something may turn up, and after that; not for who is back', async () => {
    const clock = simClock(tuesday);
    const store = watchedStore(openSqliteStore({ path: ':memory:', clock }));
    const w = await quirinesWorld({ clock, store, worry: 'none' });
    const people = await peopleWithQuirine();
    expect(await erasedAmong(w.deps, people)).to.deep.equal([]);
    const erasedAt = clock.now();
    await erase(w);
    const [during] = await erasedAmong(w.deps, people);
    await sweepsGoBy(w, clock);
    const [after] = await erasedAmong(w.deps, people);
    expect([during, after]).to.deep.equal([
      { id: quirine.id, erasedAt, underWay: true },
      { id: quirine.id, erasedAt, underWay: false },
    ]);
    await importRoster({ store, env: { now: clock.now(), school: w.deps.school } }, people);
    expect(await erasedAmong(w.deps, people)).to.deep.equal([]);
    await w.close();
  });
});
