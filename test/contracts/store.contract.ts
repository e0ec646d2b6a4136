import type { Store } from '../../src/ports/store.js';
import { alarms } from '../adapters/storage/contract/alarms.js';
import { expiry } from '../adapters/storage/contract/expiry.js';
import type { StoreHarness } from '../adapters/storage/contract/harness.js';
import { limits } from '../adapters/storage/contract/limits.js';
import { lists } from '../adapters/storage/contract/lists.js';
import { agreesWithModel } from '../adapters/storage/contract/model.js';
import { oneItem } from '../adapters/storage/contract/one-item.js';

export type { StoreHarness };

/**
 * What every store promises. `make` gives an empty one for each test; `runs` is how many random histories are
 * held against the model.
 */
export function storeContract(name: string, make: () => Promise<StoreHarness>, runs = 60): void {
  describe(`${name} as a store`, () => {
    let harness: StoreHarness;
    let store: Store;
    beforeEach(async () => {
      harness = await make();
      store = harness.store;
    });
    afterEach(() => harness.close());

    oneItem(() => store);
    lists(() => store);
    alarms(() => harness);
    expiry(() => harness);
    limits(() => harness);

    it('gives the same answers as a model, whatever is asked of it', async function () {
      this.timeout(120_000);
      await agreesWithModel(make, runs);
    });
  });
}
