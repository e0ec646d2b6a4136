import { expect } from 'chai';
import { shorten } from '../../../src/core/script/params.js';

describe('a long answer, repeated', () => {
  it('is one line, cut at a word', () => {
    expect(shorten('ik deed\n  de kassa', 40)).to.equal('ik deed de kassa');
    expect(shorten(`${'woord '.repeat(8)}lang`, 40)).to.equal('woord woord woord woord woord woord …');
  });

  it('is cut anywhere when there is no word near, but never through an emoji', () => {
    for (const length of [40, 41, 42, 43]) {
      const cut = shorten('😀'.repeat(60), length);
      expect(cut.isWellFormed()).to.equal(true);
      expect(cut).to.match(/^(😀)+ …$/u);
    }
    expect(shorten('a'.repeat(60), 40)).to.equal(`${'a'.repeat(40)} …`);
  });
});
