import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { refs } from '../../../src/app/refs.js';
import { day, hour } from '../../../src/core/time.js';
import {
  herWorry,
  ledger,
  quirinesWorld,
  sweepsGoBy,
  watchedStore,
  type WatchedStore,
} from '../../support/erasing.js';
import { quirine } from '../../support/quirine.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { tuesday, type World } from '../../support/world.js';

const number = quirine.whatsapp;

describe('"wis mijn antwoorden"', function () {
  this.timeout(30_000);
  let clock: SimClock;
  let store: WatchedStore;
  let w: World;
  afterEach(() => w.close());

  const begin = async (worry: 'handled' | 'open' | 'none'): Promise<void> => {
    clock = simClock(tuesday);
    store = watchedStore(openSqliteStore({ path: ':memory:', clock }));
    w = await quirinesWorld({ clock, store, worry });
    w.whatsapp.sent.length = 0;
  };
  const wipe = async (): Promise<void> => {
    await w.write('whatsapp', number, 'wis mijn antwoorden');
    await w.tap('whatsapp', number, 'Ja, wis alles');
    await w.pass(0);
  };
  const told = (): string => w.whatsapp.texts().at(-1) ?? '';

  it('erases what she answered and what was remembered of it; she stays joined, and the ledger is as it was', async () => {
    await begin('handled');
    const before = await ledger(w.store);
    await wipe();
    expect(told()).to.contain('Je antwoorden zijn gewist');
    await sweepsGoBy(w, clock);
    const dump = await store.dump();
    expect(dump).to.not.match(/kersenjam|stroopwafelijzer/);
    expect(dump).to.contain(quirine.name);
    const thread = await w.thread(quirine.id);
    expect(thread.settings.introducedAt).to.not.equal(null);
    expect(thread.history).to.deep.include({ streak: 0, lastIntention: '', used: [], efforts: [] });
    const after = await ledger(w.store);
    expect(after.map(({ student }) => student).sort()).to.deep.equal(
      before.map(({ student }) => student).sort(),
    );
    expect(await w.store.get(refs.alert(herWorry))).to.equal(null);
    expect(
      await w.store.list({ partition: 'demo:tombstones', kind: 'tombstone', order: 'asc', limit: 9 }),
    ).to.deep.equal({ items: [], next: null });
  });

  it('asks the providers to forget what was before, and nothing that came after', async () => {
    await begin('none');
    const at = clock.now();
    await wipe();
    clock.advance(hour);
    await w.pass(0);
    expect(w.whatsapp.forgets.map(({ who, what }) => [who.address, what.until])).to.deep.equal([
      [number, at],
      [number, at],
    ]);
  });

  it('is taken back by "Nee", and goes on with the question that stood open', async () => {
    await begin('none');
    await w.write('whatsapp', number, 'wis mijn antwoorden');
    await w.tap('whatsapp', number, 'Nee');
    expect(told()).to.match(/^Goed\. Ik wis niets\.\n\n.+\?/su);
    expect(await store.dump()).to.contain('kersenjam');
  });

  it('is not confirmed by anything but the button or its words', async () => {
    await begin('none');
    await w.write('whatsapp', number, 'wis mijn antwoorden');
    await w.write('whatsapp', number, 'eh, weet ik niet');
    await w.pass(day);
    expect(await store.dump()).to.contain('kersenjam');
  });

  it('keeps a worry that is open, and says so', async () => {
    await begin('open');
    await wipe();
    expect(told()).to.contain('Dat blijft tot iemand van school het heeft opgepakt');
    await sweepsGoBy(w, clock);
    expect(JSON.stringify(await w.store.get(refs.alert(herWorry)))).to.contain('stroopwafelijzer');
    expect(await store.dump()).to.not.contain('kersenjam');
  });

  it('leaves what she says afterwards, also when the sweeps come by later', async () => {
    await begin('none');
    await wipe();
    await w.app.openDay({ student: quirine.id, date: '2026-11-25', assignment: 'none' });
    await w.app.idle();
    for (const words of ['Goed', 'ik heb pepernotenstrooier schoongemaakt met Ahmed'])
      await w.write('whatsapp', number, words);
    await w.pass(60_000);
    await w.write('whatsapp', number, 'stop');
    await sweepsGoBy(w, clock);
    expect(await store.dump()).to.contain('pepernotenstrooier');
    expect(await store.dump()).to.not.contain('kersenjam');
  });

  it('works after "stop" as well, and in Teams', async () => {
    await begin('none');
    await w.write('whatsapp', number, 'stop');
    await w.write('teams', quirine.teams, { type: 'joined' });
    await w.write('teams', quirine.teams, 'wis mijn antwoorden');
    await w.tap('teams', quirine.teams, 'Ja, wis alles');
    await w.pass(0);
    expect(w.teams.texts().at(-1)).to.contain('Je antwoorden zijn gewist');
    await sweepsGoBy(w, clock);
    expect(await store.dump()).to.not.contain('kersenjam');
  });

  it('is done beside a message of hers that comes in at the same moment', async () => {
    await begin('none');
    await w.write('whatsapp', number, 'wis mijn antwoorden');
    const tapped = w.tap('whatsapp', number, 'Ja, wis alles');
    const spoken = w.write('whatsapp', number, 'en nu?');
    await Promise.all([tapped, spoken]);
    await sweepsGoBy(w, clock);
    expect(await store.dump()).to.not.contain('kersenjam');
    expect((await w.thread(quirine.id)).addresses.map((one) => one.address)).to.deep.equal([number]);
    expect(w.logged.filter(({ level }) => level === 'error')).to.deep.equal([]);
  });
});
