import { expect } from 'chai';
import type { Store } from '../../../../src/ports/store.js';
import { add, codeOf, item, oddIds, ref } from './harness.js';

export function lists(at: () => Store): void {
  const talks = { partition: 'vista:talks', kind: 'talk', order: 'asc' } as const;
  const ids = async (order: 'asc' | 'desc', limit: number, after?: string | { sort: string }) => {
    const page = await at().list({ ...talks, order, limit, ...(after === undefined ? {} : { after }) });
    return { ids: page.items.map((one) => one.id), next: page.next ?? undefined };
  };

  describe('a list', () => {
    it('of nothing is an empty page and the last', async () => {
      expect(await at().list({ ...talks, limit: 10 })).to.deep.equal({ items: [], next: null });
    });

    it('holds whole items, of its partition and kind only', async () => {
      const etag = await add(at(), item('a', { sort: '1', body: { words: ['één'] } }));
      await add(at(), { ...ref('b', 'vista:other'), body: 1 });
      await add(at(), { ...ref('c', 'vista:talks', 'alert'), body: 1 });
      const page = await at().list({ ...talks, limit: 10 });
      expect(page.items).to.deep.equal([{ ...item('a', { sort: '1', body: { words: ['één'] } }), etag }]);
    });

    it('is in order of sort, then id, both ways; without a sort comes first', async () => {
      const added: [string, string?][] = [
        ['d', '2'],
        ['b', '2'],
        ['z', '10'],
        ['a', '2 '],
        ['c'],
        ['e', '~'],
      ];
      for (const [id, sort] of added) await add(at(), item(id, sort === undefined ? {} : { sort }));
      const order = ['c', 'z', 'b', 'd', 'a', 'e'];
      expect((await ids('asc', 10)).ids).to.deep.equal(order);
      expect((await ids('desc', 10)).ids).to.deep.equal(order.reverse());
    });

    it('is in the order of bytes, whatever the script', async () => {
      const odd = [...oddIds, '\uffee', 'A', '\u0001'];
      for (const id of odd) await add(at(), item(id));
      const ordered = odd.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect((await ids('asc', 50)).ids).to.deep.equal(ordered);
    });

    it('goes on where the page before ended, through ties, to a last page', async () => {
      for (const id of ['a', 'b', 'c', 'd', 'e']) await add(at(), item(id, { sort: 'same' }));
      const first = await ids('asc', 2);
      const second = await ids('asc', 2, first.next);
      const third = await ids('asc', 2, second.next);
      expect([first.ids, second.ids, third.ids]).to.deep.equal([['a', 'b'], ['c', 'd'], ['e']]);
      expect(third.next).to.equal(undefined);
      expect((await ids('desc', 5)).next).to.equal(undefined);
    });

    it('neither repeats nor skips when items come and go between pages', async () => {
      for (const id of ['b', 'd', 'f', 'h']) await add(at(), item(id));
      const first = await ids('asc', 2);
      await add(at(), item('a'));
      await add(at(), item('e'));
      const last = await at().get(ref('d'));
      await at().remove(ref('d'), last?.etag ?? '');
      const second = await ids('asc', 2, first.next);
      expect([first.ids, second.ids]).to.deep.equal([
        ['b', 'd'],
        ['e', 'f'],
      ]);
      expect((await ids('asc', 2, second.next)).ids).to.deep.equal(['h']);
    });

    it('goes on beyond every item of a sort, in either direction', async () => {
      for (const [id, sort] of [
        ['a', '1'],
        ['b', '2'],
        ['c', '2'],
        ['d', '2 x'],
        ['e', '3'],
      ] as const)
        await add(at(), item(id, { sort }));
      expect((await ids('desc', 10, { sort: '2 x' })).ids).to.deep.equal(['c', 'b', 'a']);
      expect((await ids('desc', 10, { sort: '2' })).ids).to.deep.equal(['a']);
      expect((await ids('asc', 10, { sort: '2' })).ids).to.deep.equal(['d', 'e']);
      expect((await ids('asc', 10, { sort: '25' })).ids).to.deep.equal(['e']);
    });

    it('is refused after a place that no page ended at', async () => {
      for (const after of ['', 'x', Buffer.from('[1,2]').toString('base64url')]) {
        expect(await codeOf(ids('asc', 2, after))).to.equal('store_misused');
      }
    });
  });
}
