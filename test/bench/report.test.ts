import { expect } from 'chai';
import { intoPage, isMet, number, tables } from '../../bench/report.js';
import type { Ratio, Results } from '../../bench/result.js';

const ratio: Ratio = {
  ...{ id: 'a', what: 'ours against theirs', runs: [0.5, 0.7, 0.6], better: 'more' },
  aim: { bound: 'at least', value: 0.65 },
};
const results: Results = {
  v: 1,
  machine: ['Machine: one.'],
  sections: [
    {
      ...{ id: 's', title: 'The section', notes: ['What was compared.'], ratios: [ratio] },
      figures: [{ id: 'f', what: 'ours', unit: 'turns/s', runs: [1000, 1234.5, 1500] }],
      ...{ seconds: 12, measured: '2026-11-22 on abc' },
    },
  ],
};

describe('the table of the bench', () => {
  it('says plainly that an aim was missed', () => {
    expect(tables(results)).to.contain(
      '| ours against theirs | at least 0.65 | 0.6 | 0.5 – 0.7 | **not met** |',
    );
  });

  it('judges an aim by the median', () => {
    expect(isMet({ ...ratio, runs: [0.1, 0.66, 0.9] })).to.equal(true);
    expect(isMet({ ...ratio, aim: { bound: 'at most', value: 0.5 } })).to.equal(false);
  });

  it('shows median, smallest and largest of each figure', () => {
    expect(tables(results)).to.contain('| ours | 1,235 | 1,000 – 1,500 | turns/s |');
  });

  it('leaves what people wrote around it as it was, and takes the old table away', () => {
    const page = intoPage('# Performance\n\nWords before.\n', results);
    const again = intoPage(`${page}\nWords after.\n`, { ...results, machine: ['Machine: two.'] });
    expect(again).to.match(/^# Performance\n\nWords before\.\n/u);
    expect(again).to.match(/\nWords after\.\n$/u);
    expect(again).to.contain('Machine: two.').and.not.to.contain('Machine: one.');
  });

  it('writes three figures that count', () => {
    expect([number(1234567.8), number(0.012345), number(12.345)]).to.deep.equal([
      '1,234,568',
      '0.0123',
      '12.3',
    ]);
    expect(number(NaN)).to.equal('–');
  });
});
