import { expect } from 'chai';
import type { Instant } from '../../../../src/core/time.js';
import type { Item } from '../../../../src/ports/store.js';
import { add, item, oddIds, ref, type StoreHarness } from './harness.js';

export function alarms(at: () => StoreHarness): void {
  const alarm = (id: string, wakeAt: Instant, bucket: number): Item => item(id, { wakeAt, bucket });
  const due = async (buckets: number[], until: Instant, limit = 10) =>
    (await at().store.due({ buckets, until, limit })).map((one) => one.id);

  describe('what is due', () => {
    it('is what has come, of all partitions and kinds, earliest first', async () => {
      const { store } = at();
      await add(store, alarm('late', 30, 1));
      await add(store, { ...ref('early', 'vista:other', 'alert'), body: 1, wakeAt: 10, bucket: 2 });
      await add(store, alarm('on time', 20, 1));
      await add(store, item('never'));
      expect(await store.due({ buckets: [1, 2], until: 20, limit: 10 })).to.deep.equal([
        { ...ref('early', 'vista:other', 'alert'), wakeAt: 10 },
        { ...ref('on time'), wakeAt: 20 },
      ]);
    });

    it('is of the buckets asked for, all 256 if need be', async () => {
      await add(at().store, alarm('a', 1, 0));
      await add(at().store, alarm('b', 2, 255));
      expect(await due([255], 9)).to.deep.equal(['b']);
      expect(await due([3, 4], 9)).to.deep.equal([]);
      expect(await due([], 9)).to.deep.equal([]);
      expect(await due([...Array(256).keys()], 9)).to.deep.equal(['a', 'b']);
    });

    it('is no more than was asked for, and then the earliest', async () => {
      for (const time of [5, 3, 1, 4, 2]) await add(at().store, alarm(`at ${time}`, time, 1));
      expect(await due([1], 9, 2)).to.deep.equal(['at 1', 'at 2']);
    });

    it('goes away with its alarm, with its item, and moves with it', async () => {
      const { store } = at();
      const etags = await Promise.all(['a', 'b', 'c'].map((id) => add(store, alarm(id, 5, 1))));
      await store.put(item('a'), { etag: etags[0] ?? '' });
      await store.remove(ref('b'), etags[1] ?? '');
      await store.put(alarm('c', 50, 1), { etag: etags[2] ?? '' });
      expect(await due([1], 49)).to.deep.equal([]);
      expect(await due([1], 50)).to.deep.equal(['c']);
    });

    it('names odd ids and long partitions as they were put', async () => {
      for (const id of oddIds) await add(at().store, { ...alarm(id, 1, 1), partition: id });
      expect(await due([1], 1, 50)).to.have.members(oddIds);
      const [first] = await at().store.due({ buckets: [1], until: 1, limit: 1 });
      expect(await at().store.get(first ?? ref('none'))).to.deep.include(first);
    });
  });
}
