import { expect } from 'chai';
import { median, percentile, ratios, spreadOf } from '../../bench/statistics.js';

describe('the statistics of the bench', () => {
  it('take the middle run, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(median([4, 1, 2, 3])).to.equal(2.5);
  });

  it('leave the runs in the order in which they were run', () => {
    const runs = [3, 1, 2];
    expect(spreadOf(runs)).to.deep.equal({ median: 2, min: 1, max: 3 });
    expect(runs).to.deep.equal([3, 1, 2]);
  });

  it('sort numbers as numbers', () => {
    expect(median([10, 9, 100])).to.equal(10);
  });

  it('give the value that a share of all stays within', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(percentile(values, 0.5)).to.equal(100);
    expect(percentile(values, 0.99)).to.equal(198);
    expect(percentile([7], 0.99)).to.equal(7);
  });

  it('compare each run with the run of the same round', () => {
    expect(ratios([10, 5], [5, 5])).to.deep.equal([2, 1]);
  });
});
