import { expect } from 'chai';
import { openCosmosStore } from '../../../src/adapters/storage/cosmos-store.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { createApp } from '../../../src/app/app.js';
import { refs } from '../../../src/app/refs.js';
import { day, hour, minute } from '../../../src/core/time.js';
import type { Store } from '../../../src/ports/store.js';
import { startCosmosServer, type CosmosServer } from '../../adapters/storage/cosmos-server.js';
import {
  erase,
  herWorry,
  ledger,
  pressHandled,
  quirinesWorld,
  sweepsGoBy,
  watchedStore,
  type WatchedStore,
} from '../../support/erasing.js';
import { quirine, tracesOfQuirine } from '../../support/quirine.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { addresses, tuesday, type World } from '../../support/world.js';

const key = Buffer.from('not a secret').toString('base64');
const found = (text: string): string[] => tracesOfQuirine.filter((trace) => text.includes(trace));

describe('erasing somebody', function () {
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

  const begin = async (
    worry: 'handled' | 'open' | 'none',
    open: (clock: SimClock) => Promise<Store> = async (at) =>
      openSqliteStore({ path: ':memory:', clock: at }),
  ): Promise<void> => {
    clock = simClock(tuesday);
    store = watchedStore(await open(clock));
    w = await quirinesWorld({ clock, store, worry });
  };
  const left = async (): Promise<string[]> => found(await store.dump());

  let databases = 0;
  const stores: [string, (clock: SimClock) => Promise<Store>][] = [
    ['SQLite', async (at) => openSqliteStore({ path: ':memory:', clock: at })],
    [
      'Cosmos DB',
      (at) =>
        openCosmosStore({
          ...{ endpoint: server.endpoint, key, clock: at },
          database: `erase-${(databases += 1)}`,
        }),
    ],
  ];
  for (const [name, open] of stores)
    it(`leaves nothing that names her on ${name}, and the ledger counts the same after every single write`, async () => {
      await begin('handled', open);
      expect(await left()).to.include.members([quirine.id, 'Quirine', 'kersenjam', 'stroopwafelijzer']);
      const before = await ledger(w.store);
      const counts = new Set<number>();
      store.afterWrite = async () => void counts.add((await ledger(w.store)).length);
      await erase(w);
      await sweepsGoBy(w, clock);
      store.afterWrite = async () => undefined;
      expect(await left()).to.deep.equal([]);
      expect([...counts]).to.deep.equal([before.length]);
      expect(JSON.stringify(await ledger(w.store))).to.not.contain('insteadOf');
    });

  it('asks each provider to forget each of her addresses, and what was sent to her in Teams', async () => {
    await begin('none');
    await w.write('teams', quirine.teams, { type: 'joined' });
    const sent = (await w.thread(quirine.id)).sends.filter((id) => id.startsWith('teams'));
    await erase(w);
    expect(w.whatsapp.forgets.map(({ who }) => who.address)).to.deep.equal([quirine.whatsapp]);
    expect(w.teams.forgets.map(({ who }) => who.address)).to.deep.equal([quirine.teams]);
    expect(w.teams.forgets[0]?.what.sent).to.include.members(sent);
    expect(sent).to.have.length.greaterThan(0);
  });

  it('asks a provider again that cannot do it now, with what is left, and goes on from there', async () => {
    await begin('none');
    w.whatsapp.nextForget.push(
      { status: 'later', removed: 2, left: [], afterMs: minute, reason: '1 on their way' },
      'throw',
    );
    await erase(w);
    expect(await left()).to.include(quirine.id);
    await w.pass(minute);
    expect(w.whatsapp.forgets).to.have.length(1);
    await w.pass(minute);
    expect(w.whatsapp.forgets).to.have.length(2);
    await sweepsGoBy(w, clock);
    expect(await left()).to.deep.equal([]);
  });

  it('changes every card about her in the chats of staff where it stands', async () => {
    await begin('handled');
    const { cards } = await w.thread('samira');
    const standing = cards.filter((card) => card.key === herWorry);
    expect(standing).to.have.length(1);
    w.teams.sent.length = 0;
    await erase(w);
    const changed = w.teams.sent.filter(({ to }) => to.address === addresses.samira.teams);
    expect(
      changed.map(({ message }) => (message.kind === 'card' ? [message.card.title, message.replaces] : [])),
    ).to.deep.equal([['Melding gewist', standing[0]?.providerId]]);
    expect(found(JSON.stringify(changed))).to.deep.equal([]);
  });

  it('is done by two processes at the same moment without a mistake', async () => {
    await begin('handled');
    const other = createApp(w.deps, 'other');
    const ref = await w.app.erasures.begin(quirine.id, 'all', clock.now());
    await Promise.all([w.app.erasures.work(ref), other.erasures.work(ref)]);
    await Promise.all([w.app.idle(), other.idle()]);
    await sweepsGoBy(w, clock);
    expect(await left()).to.deep.equal([]);
    expect(w.logged.filter(({ level }) => level === 'error')).to.deep.equal([]);
    expect(await ledger(w.store)).to.have.length(2);
  });

  it('leaves a thread alone that a newer program wrote, and goes on when that program works on it', async () => {
    await begin('none');
    const ref = refs.thread('demo', quirine.id);
    const stored = await store.get<{ v: number }>(ref);
    await store.put({ ...ref, body: { ...stored?.body, v: 99 } }, { etag: stored?.etag ?? '' });
    await erase(w);
    expect((await store.get<{ v: number }>(ref))?.body.v).to.equal(99);
    const newer = await store.get(ref);
    await store.put({ ...ref, body: stored?.body }, { etag: newer?.etag ?? '' });
    await sweepsGoBy(w, clock);
    expect(await left()).to.deep.equal([]);
  });

  it('makes her unknown: what she writes then is not kept, and the answer has help lines', async () => {
    await begin('none');
    await erase(w);
    const outcome = await w.app.receive({
      ...{ channel: 'whatsapp', address: quirine.whatsapp, providerId: 'after', at: clock.now(), ref: null },
      content: { type: 'text', text: 'boerenkaasje' },
    });
    expect(outcome.kind === 'unknown' ? outcome.text : '').to.contain('112');
    expect(await store.dump()).to.not.contain('boerenkaasje');
  });

  describe('with a worry that is open', () => {
    it('keeps the worry for its readers until it is handled, and nothing after that', async () => {
      await begin('open');
      await erase(w);
      await sweepsGoBy(w, clock);
      expect(await store.get(refs.person('demo', quirine.id, ['student']))).to.equal(null);
      expect((await w.store.get<{ words: string }>(refs.alert(herWorry)))?.body.words).to.contain(
        'stroopwafelijzer',
      );
      clock.advance(3 * day);
      await pressHandled(w);
      await w.pass(hour);
      await w.pass(hour);
      expect(await w.store.get(refs.alert(herWorry))).to.equal(null);
      expect(await left()).to.deep.equal([]);
      expect(w.teams.texts().at(-1)).to.equal('[Melding gewist]');
    });

    it('raises a worry that had not left her thread yet', async () => {
      await begin('none');
      // The process dies after the commit: the job still waits in the thread.
      const { id } = refs.thread('demo', quirine.id);
      store.afterWrite = async () => {
        const thread = await w.store.get<{ jobs: unknown[] }>(refs.thread('demo', quirine.id));
        if ((thread?.body.jobs.length ?? 0) > 0) store.goesAway(0);
      };
      const sent = {
        channel: 'whatsapp',
        address: quirine.whatsapp,
        providerId: 'worry',
        ref: null,
      } as const;
      await w.app.receive({
        ...sent,
        at: clock.now(),
        content: { type: 'text', text: 'mijn chef slaat mij' },
      });
      await w.app.idle();
      store.afterWrite = async () => undefined;
      store.goesAway(null);
      expect(await w.store.get(refs.alert(`${id}:worry`))).to.equal(null);
      await erase(w);
      expect(await w.store.get(refs.alert(`${id}:worry`))).to.not.equal(null);
    });
  });
});
