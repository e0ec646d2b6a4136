import { expect } from 'chai';
import type { Measured } from './server-under-test.js';
import { growth } from './soak.js';

const flat = (count: number): Measured[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ rss: 200e6 + (index % 3) * 5e6, heap: 60e6 + (index % 4) * 1e6, handles: 12 + (index % 5) },
  }));

describe('the rule of the soak', () => {
  it('takes what goes up and down for flat, and does not look at the first third', () => {
    expect(growth(flat(30))).to.deep.equal([]);
    const cold = flat(10).map((one) => ({ ...one, heap: 20e6 }));
    expect(growth([...cold, ...flat(20)])).to.deep.equal([]);
  });

  it('names what grows all the time', () => {
    const leaks = flat(30).map((one, index) => ({
      ...one,
      heap: one.heap + index * 2e6,
      handles: 12 + index * 4,
    }));
    expect(growth(leaks).map((one) => one.split(' ')[0])).to.deep.equal(['heap', 'handles']);
  });
});
