import { expect } from 'chai';
import { createRecent } from '../../../src/app/reconcile/recent.js';

describe('a bounded memory', () => {
  it('knows at least the last keys, and lets go of the oldest', () => {
    const recent = createRecent(3);
    for (const key of ['a', 'b', 'c', 'd', 'e']) recent.add(key);
    expect(['c', 'd', 'e'].map((key) => recent.has(key))).to.deep.equal([true, true, true]);
    for (const key of ['f', 'g', 'h', 'i']) recent.add(key);
    expect(recent.has('a')).to.equal(false);
    expect(recent.has('h')).to.equal(true);
  });
});
