import { expect } from 'chai';
import { fallen } from '../../bench/check.js';
import type { Ratio, Results } from '../../bench/result.js';

const results = (...found: (Pick<Ratio, 'runs'> & Partial<Ratio>)[]): Results => ({
  v: 1,
  machine: [],
  sections: [
    {
      ...{ id: 's', title: 'S', notes: [], figures: [], seconds: 1, measured: 'today' },
      ratios: found.map((ratio) => ({ id: 'a', what: 'a against b', better: 'more', ...ratio })),
    },
  ],
});
const before = results({ runs: [1.9, 2, 2.1] });

describe('bench --check', () => {
  it('names a ratio that fell by more than both runs vary', () => {
    const [fell, ...others] = fallen(before, results({ runs: [1.4, 1.5, 1.6] }));
    expect(others).to.deep.equal([]);
    expect(fell).to.include({ id: 'a', before: 2, now: 1.5 });
    expect(fell?.noise).to.be.closeTo(0.2, 1e-9);
  });

  it('says nothing of one that fell within the noise of either run', () => {
    expect(fallen(before, results({ runs: [1.7, 1.85, 2] }))).to.deep.equal([]);
    expect(fallen(before, results({ runs: [0.5, 1.5, 2.5] }))).to.deep.equal([]);
  });

  it('says nothing of one that got better', () => {
    expect(fallen(before, results({ runs: [3, 3, 3] }))).to.deep.equal([]);
  });

  it('takes more for worse where less is better', () => {
    const less = (runs: number[]) => results({ better: 'less', runs });
    expect(fallen(less([1, 1, 1]), less([2, 2, 2]))).to.have.length(1);
    expect(fallen(less([2, 2, 2]), less([1, 1, 1]))).to.deep.equal([]);
  });

  it('leaves alone what was not measured on both sides', () => {
    expect(fallen(before, results({ id: 'new', runs: [0.1, 0.1, 0.1] }))).to.deep.equal([]);
    expect(fallen(before, { ...before, sections: [] })).to.deep.equal([]);
  });
});
