import { expect } from 'chai';
import type { Store } from '../../../../src/ports/store.js';
import { absent, add, item, ref } from './harness.js';

export function oneItem(at: () => Store): void {
  describe('one item', () => {
    it('is nothing before it is put', async () => {
      expect(await at().get(ref('a'))).to.equal(null);
    });

    it('comes back as it was put', async () => {
      const whole = item('a', { sort: '001', wakeAt: 1.5, bucket: 7, expiresAt: 9e12 });
      const etag = await add(at(), whole);
      expect(await at().get(ref('a'))).to.deep.equal({ ...whole, etag });
    });

    it('is not put a second time as if absent', async () => {
      await add(at(), item('a', { body: 'first' }));
      expect(await at().put(item('a', { body: 'second' }), absent)).to.deep.equal({
        ok: false,
        reason: 'conflict',
      });
      expect((await at().get(ref('a')))?.body).to.equal('first');
    });

    it('is replaced under its own etag, and gets another', async () => {
      const etag = await add(at(), item('a', { sort: '1', wakeAt: 5, bucket: 1 }));
      const put = await at().put(item('a', { body: 'second' }), { etag });
      expect(put.ok && put.etag)
        .to.be.a('string')
        .and.not.equal(etag);
      expect(await at().get(ref('a'))).to.deep.equal({
        ...item('a', { body: 'second' }),
        etag: put.ok && put.etag,
      });
    });

    it('is left alone by a put under a stale, a foreign or a made-up etag', async () => {
      const stale = await add(at(), item('a'));
      const put = await at().put(item('a', { body: 'kept' }), { etag: stale });
      const foreign = await add(at(), item('b'));
      for (const etag of [stale, foreign, '', '*', '["*"]', 'null']) {
        expect((await at().put(item('a', { body: 'lost' }), { etag })).ok).to.equal(false);
      }
      expect(await at().get(ref('a'))).to.deep.include({ body: 'kept', etag: put.ok && put.etag });
    });

    it('is not made by a put under an etag', async () => {
      const etag = await add(at(), item('a'));
      expect((await at().put(item('b'), { etag })).ok).to.equal(false);
      expect(await at().get(ref('b'))).to.equal(null);
    });

    it('is removed under its own etag only, and once', async () => {
      const stale = await add(at(), item('a'));
      const put = await at().put(item('a'), { etag: stale });
      const etag = put.ok ? put.etag : '';
      expect(await at().remove(ref('a'), stale)).to.equal(false);
      expect(await at().remove(ref('a'), '*')).to.equal(false);
      expect(await at().remove(ref('a'), etag)).to.equal(true);
      expect(await at().get(ref('a'))).to.equal(null);
      expect(await at().remove(ref('a'), etag)).to.equal(false);
    });

    it('that was removed and put again does not answer to its old etag', async () => {
      const etag = await add(at(), item('a'));
      await at().remove(ref('a'), etag);
      await add(at(), item('a'));
      expect((await at().put(item('a'), { etag })).ok).to.equal(false);
    });

    it('is another one in another partition and of another kind', async () => {
      const all = [ref('a'), ref('a', 'vista:other'), ref('a', 'vista:talks', 'alert')];
      for (const [body, one] of all.entries()) await add(at(), { ...one, body });
      const found = await Promise.all(all.map((one) => at().get(one)));
      expect(found.map((one) => one?.body)).to.deep.equal([0, 1, 2]);
    });

    it('is won by exactly one of many puts under the same etag', async () => {
      const etag = await add(at(), item('a'));
      const puts = await Promise.all(
        Array.from({ length: 12 }, (_, body) => at().put(item('a', { body }), { etag })),
      );
      const won = puts.flatMap((put, body) => (put.ok ? [{ etag: put.etag, body }] : []));
      expect(won).to.have.length(1);
      expect(await at().get(ref('a'))).to.deep.include(won[0]);
    });

    it('is made by exactly one of many puts as absent', async () => {
      const puts = await Promise.all(
        Array.from({ length: 12 }, (_, body) => at().put(item('a', { body }), absent)),
      );
      expect(puts.filter((put) => put.ok)).to.have.length(1);
      expect((await at().get(ref('a')))?.body).to.equal(puts.findIndex((put) => put.ok));
    });
  });
}
