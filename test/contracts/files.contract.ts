import { expect } from 'chai';
import {
  filesOf,
  headOf,
  keepFile,
  partBytes,
  readFile,
  removeFile,
  type NewFile,
} from '../../src/app/media/files.js';
import { setTerm } from '../../src/app/conversation/archive.js';
import { maxBodyBytes } from '../../src/adapters/storage/item-rules.js';
import { largestFile } from '../../src/core/media/kinds.js';
import { day } from '../../src/core/time.js';
import type { Store } from '../../src/ports/store.js';
import type { StoreHarness } from '../adapters/storage/contract/harness.js';

const thread = 'demo:noor';
const file = `${thread}:file:MM1:0`;

/** Bytes that no two parts have alike. */
const noise = (size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 255);

/** What keeping files promises on every store. */
export function filesContract(name: string, make: () => Promise<StoreHarness>): void {
  describe(`files of students in ${name}`, function () {
    this.timeout(60_000);
    let harness: StoreHarness;
    let store: Store;
    beforeEach(async () => {
      harness = await make();
      store = harness.store;
    });
    afterEach(() => harness.close());
    const newFile = (more: Partial<NewFile> = {}): NewFile => ({
      ...{ thread, file, kind: 'voice', type: 'audio/ogg', bytes: noise(1000) },
      ...{ at: harness.clock.now(), until: harness.clock.now() + 10 * day },
      ...more,
    });
    const everything = async (): Promise<number> => {
      const lists = (['media', 'media_part'] as const).map((kind) =>
        store.list({ partition: thread, kind, order: 'asc', limit: 100 }),
      );
      return (await Promise.all(lists)).reduce((sum, page) => sum + page.items.length, 0);
    };

    for (const size of [1, partBytes, partBytes + 1, 3 * partBytes + 7])
      it(`gives back all ${size} bytes`, async () => {
        await keepFile(store, newFile({ bytes: noise(size) }));
        const kept = await readFile(store, thread, file);
        expect(kept?.head).to.deep.include({ kind: 'voice', type: 'audio/ogg', size });
        expect(Buffer.compare(kept?.bytes ?? new Uint8Array(), noise(size))).to.equal(0);
      });

    it('takes the largest file that is kept, in parts that every store takes', async () => {
      const bytes = noise(largestFile);
      await keepFile(store, newFile({ bytes }));
      expect(
        Buffer.compare((await readFile(store, thread, file))?.bytes ?? new Uint8Array(), bytes),
      ).to.equal(0);
      expect((partBytes * 4) / 3).to.be.lessThan(maxBodyBytes / 2);
    });

    it('kept twice is one, and the second may have fewer parts', async () => {
      await keepFile(store, newFile({ bytes: noise(2 * partBytes) }));
      await keepFile(store, newFile({ bytes: noise(5) }));
      expect((await readFile(store, thread, file))?.bytes).to.have.length(5);
      expect(await filesOf(store, thread)).to.have.length(1);
    });

    it('is not there before all of it is', async () => {
      const broken: Store = {
        ...store,
        put: async (item, guard) => {
          if (item.id.endsWith(':part:1')) throw new Error('killed');
          return store.put(item, guard);
        },
      };
      await keepFile(broken, newFile({ bytes: noise(3 * partBytes) })).catch(() => undefined);
      expect(await headOf(store, thread, file)).to.equal(null);
      expect(await readFile(store, thread, file)).to.equal(null);
      await removeFile(store, thread, file);
      expect(await everything()).to.equal(0);
    });

    it('is gone with all its parts when it is removed, and when its term is over', async () => {
      await keepFile(store, newFile({ bytes: noise(2 * partBytes) }));
      await removeFile(store, thread, file);
      expect(await everything()).to.equal(0);
      await removeFile(store, thread, file);
      await keepFile(store, newFile({ bytes: noise(2 * partBytes) }));
      harness.clock.advance(11 * day);
      expect(await readFile(store, thread, file)).to.equal(null);
      expect(await everything()).to.equal(0);
    });

    it('gets the term of its student when he leaves, and the usual one when he comes back', async () => {
      await keepFile(store, newFile({ bytes: noise(2 * partBytes), until: harness.clock.now() + 730 * day }));
      await setTerm(store, thread, harness.clock.now() + day);
      harness.clock.advance(day / 2);
      expect(await readFile(store, thread, file)).to.not.equal(null);
      await setTerm(store, thread, null);
      harness.clock.advance(10 * day);
      expect(await readFile(store, thread, file)).to.not.equal(null);
      await setTerm(store, thread, harness.clock.now() + day);
      harness.clock.advance(2 * day);
      expect(await everything()).to.equal(0);
    });

    it('of several are told apart, oldest first', async () => {
      await keepFile(store, newFile({ file: `${thread}:file:MM2:0`, at: 2000 }));
      await keepFile(
        store,
        newFile({ file: `${thread}:file:MM10:0`, at: 1000, kind: 'picture', type: 'image/png' }),
      );
      expect((await filesOf(store, thread)).map(({ id, kind }) => [id.split(':')[3], kind])).to.deep.equal([
        ['MM10', 'picture'],
        ['MM2', 'voice'],
      ]);
      expect(await filesOf(store, 'demo:daan')).to.deep.equal([]);
    });
  });
}
