import { expect } from 'chai';
import type { Item } from '../../../../src/ports/store.js';
import { absent, add, codeOf, item, oddIds, ref, type StoreHarness } from './harness.js';

export function limits(at: () => StoreHarness): void {
  describe('what it takes', () => {
    it('is any JSON, exactly', async () => {
      const deep = Array.from({ length: 60 }).reduce<unknown>((inner) => ({ inner }), []);
      const bodies = [null, false, 0, -1.5e-9, 2 ** 53, '', 'één 👷‍♀️ \u0000 \u2028 "', [], {}, deep];
      bodies.push({ '': [null, { $v: 1 }], _etag: 'mine', id: 7, 'a.b/c': { ttl: 3 } });
      for (const [index, body] of bodies.entries()) {
        await add(at().store, item(`body ${index}`, { body }));
        expect((await at().store.get(ref(`body ${index}`)))?.body).to.deep.equal(body);
      }
    });

    it('is any id', async () => {
      for (const id of oddIds) await add(at().store, { ...ref(id, id), body: id });
      for (const id of oddIds) {
        const found = await at().store.get(ref(id, id));
        expect(found).to.deep.include({ ...ref(id, id), body: id });
        expect(await at().store.remove(ref(id, id), found?.etag ?? '')).to.equal(true);
      }
    });

    it('is a body of 1.5 MB, and of 2 MB counted in bytes, but no more', async () => {
      const big = { transcript: 'é'.repeat(750_000) };
      await add(at().store, item('big', { body: big }));
      expect((await at().store.get(ref('big')))?.body).to.deep.equal(big);
      await add(at().store, item('brim', { body: 'x'.repeat(1_999_998) }));
      for (const body of ['x'.repeat(1_999_999), 'é'.repeat(1_000_000)]) {
        expect(await codeOf(at().store.put(item('over', { body }), absent))).to.equal('store_misused');
      }
      expect(await at().store.get(ref('over'))).to.equal(null);
    });

    it('is nothing that no store could keep', async () => {
      const { store } = at();
      const wrong: Item[] = [
        item('a', { body: undefined }),
        item('a', { body: 1n }),
        item(''),
        item('half \ud83d'),
        item('a', { partition: '' }),
        item('a', { wakeAt: 5 }),
        item('a', { wakeAt: 5, bucket: 256 }),
        item('a', { wakeAt: NaN, bucket: 1 }),
        item('a', { expiresAt: Infinity }),
      ];
      for (const one of wrong) expect(await codeOf(store.put(one, absent))).to.equal('store_misused');
      expect(await codeOf(store.get(ref('')))).to.equal('store_misused');
      expect(await codeOf(store.due({ buckets: [1], until: 1, limit: 0 }))).to.equal('store_misused');
    });

    it('is nothing after it was closed', async () => {
      const { store } = at();
      await store.ping();
      await store.close();
      const query = { partition: 'vista:talks', kind: 'talk', order: 'asc', limit: 1 } as const;
      const asked = [
        ...[store.get(ref('a')), store.put(item('a'), absent), store.remove(ref('a'), 'x')],
        ...[store.list(query), store.due({ buckets: [1], until: 1, limit: 1 }), store.ping()],
      ];
      for (const one of await Promise.all(asked.map(codeOf))) expect(one).to.equal('store_unavailable');
      await store.close();
    });
  });
}
