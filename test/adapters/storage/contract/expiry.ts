import { expect } from 'chai';
import type { Item } from '../../../../src/ports/store.js';
import { absent, add, item, ref, type StoreHarness } from './harness.js';

export function expiry(at: () => StoreHarness): void {
  const expiring = (id: string, inMs: number, more: Partial<Item> = {}): Item =>
    item(id, { expiresAt: at().clock.now() + inMs, ...more });

  describe('an item past its moment', () => {
    it('is there until then and gone after, for get, list and due', async () => {
      const { store, clock } = at();
      const seen = async () => [
        (await store.get(ref('a'))) !== null,
        (await store.list({ partition: 'vista:talks', kind: 'talk', order: 'asc', limit: 5 })).items.length,
        (await store.due({ buckets: [1], until: 9, limit: 5 })).length,
      ];
      await add(store, expiring('a', 1000, { wakeAt: 1, bucket: 1 }));
      clock.advance(1000);
      expect(await seen()).to.deep.equal([true, 1, 1]);
      clock.advance(1);
      expect(await seen()).to.deep.equal([false, 0, 0]);
    });

    it('does not answer to its etag', async () => {
      const { store, clock } = at();
      const etag = await add(store, expiring('a', 1000));
      clock.advance(1001);
      expect((await store.put(item('a'), { etag })).ok).to.equal(false);
      expect(await store.remove(ref('a'), etag)).to.equal(false);
    });

    it('leaves its place free, for one', async () => {
      const { store, clock } = at();
      await add(store, expiring('a', 1000, { sort: 'old', wakeAt: 1, bucket: 1 }));
      clock.advance(1001);
      const puts = await Promise.all(
        [1, 2, 3].map((body) => store.put(item('a', { body, sort: 'new' }), absent)),
      );
      expect(puts.filter((put) => put.ok)).to.have.length(1);
      expect(await store.get(ref('a')))
        .to.include({ sort: 'new' })
        .and.not.to.have.property('wakeAt');
    });

    it('does not make a page shorter', async () => {
      const { store, clock } = at();
      for (const id of ['a', 'b', 'c']) await add(store, expiring(id, 1000));
      for (const id of ['d', 'e']) await add(store, item(id));
      clock.advance(1001);
      const page = await store.list({ partition: 'vista:talks', kind: 'talk', order: 'asc', limit: 2 });
      expect(page.items.map((one) => one.id)).to.deep.equal(['d', 'e']);
      expect(page.next).to.equal(null);
    });

    it('may be given longer in time', async () => {
      const { store, clock } = at();
      const etag = await add(store, expiring('a', 1000));
      await store.put(expiring('a', 5000), { etag });
      clock.advance(3000);
      expect(await store.get(ref('a'))).to.not.equal(null);
    });
  });
}
