import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import {
  erase,
  ledger,
  quirinesWorld,
  sweepsGoBy,
  watchedStore,
  type WatchedStore,
} from '../../support/erasing.js';
import { tracesOfQuirine } from '../../support/quirine.js';
import type { DayRecord } from '../../../src/core/school/day-record.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { tuesday, type World } from '../../support/world.js';

type Played = { w: World; store: WatchedStore; clock: SimClock };

async function played(): Promise<Played> {
  const clock = simClock(tuesday);
  const store = watchedStore(openSqliteStore({ path: ':memory:', clock }));
  return { w: await quirinesWorld({ clock, store, worry: 'handled' }), store, clock };
}

async function left(store: WatchedStore): Promise<string[]> {
  const dump = await store.dump();
  return tracesOfQuirine.filter((trace) => dump.includes(trace));
}

describe('an erasure that breaks off', function () {
  this.timeout(180_000);

  it('at any of its writes is finished by another process; the ledger counts every day once all the while', async () => {
    const whole = await played();
    const from = whole.store.writes();
    await erase(whole.w);
    const writes = whole.store.writes() - from;
    await whole.w.close();
    expect(writes).to.be.greaterThan(20);
    // The first write says that somebody is to be erased: until then nothing was begun that could break off.
    for (let write = 1; write < writes; write += 1) {
      const { w, store, clock } = await played();
      const before = await ledger(w.store);
      store.goesAway(write);
      await erase(w).catch(() => undefined);
      store.goesAway(null);
      expect(await ledger(w.store), `write ${write}`).to.have.length(before.length);
      await sweepsGoBy(w, clock);
      expect(await ledger(w.store), `write ${write}, later`).to.have.length(before.length);
      expect(await left(store), `write ${write} of ${writes}`).to.deep.equal([]);
      await w.close();
    }
  });

  it('does a write of the ledger again that somebody else was first at, in any sweep', async () => {
    const { w, store, clock } = await played();
    const before = await ledger(w.store);
    let [asked, refused] = [0, 0];
    const put = store.put.bind(store);
    // Every second write over a record of the ledger finds that it was changed meanwhile.
    store.put = (item, guard) => {
      if (item.kind !== 'day' || !('etag' in guard) || (asked += 1) % 2 === 0) return put(item, guard);
      refused += 1;
      return Promise.resolve({ ok: false, reason: 'conflict' });
    };
    await erase(w);
    await sweepsGoBy(w, clock);
    expect(refused).to.be.greaterThan(2);
    expect(await left(store)).to.deep.equal([]);
    const after = await ledger(w.store);
    expect(after).to.have.length(before.length);
    expect(JSON.stringify(after)).to.not.contain('insteadOf');
    await w.close();
  });

  it('takes over what was written of a day just before its record goes', async () => {
    const { w, store, clock } = await played();
    const before = await ledger(w.store);
    const remove = store.remove.bind(store);
    let late = 0;
    store.remove = async (ref, etag) => {
      const stored = ref.kind === 'day' ? await store.get<DayRecord>(ref) : null;
      if (stored === null || (late += 1) > 1) return remove(ref, etag);
      const { body } = stored;
      const news = { ...body, status: 'partial' as const, revision: body.revision + 1 };
      await store.put({ ...stored, body: news }, { etag: stored.etag });
      return remove(ref, etag);
    };
    const partial = (days: readonly DayRecord[]): number =>
      days.filter(({ status }) => status === 'partial').length;
    await erase(w);
    await sweepsGoBy(w, clock);
    expect(late).to.be.greaterThan(1);
    const after = await ledger(w.store);
    expect(after).to.have.length(before.length);
    expect(partial(after)).to.equal(partial(before) + 1);
    expect(await left(store)).to.deep.equal([]);
    await w.close();
  });

  it('because a provider breaks is finished when the provider works again', async () => {
    const { w, store, clock } = await played();
    w.whatsapp.nextForget.push('throw', 'throw', 'throw');
    await erase(w);
    await sweepsGoBy(w, clock);
    expect(await left(store)).to.deep.equal([]);
    expect(w.whatsapp.forgets).to.have.length.greaterThan(3);
    await w.close();
  });
});
