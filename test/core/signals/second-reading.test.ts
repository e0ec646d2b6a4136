import { expect } from 'chai';
import fc from 'fast-check';
import { secondOpinion, withoutNames } from '../../../src/core/signals/second-reading.js';
import { concernCategories, type Severity } from '../../../src/core/signals/types.js';

const severity = fc.constantFrom<Severity>('medium', 'high', 'acute');
const worry = fc.record({
  concern: fc.constantFrom(...concernCategories),
  severity,
  about: fc.constant(null),
});
const none = { concern: null, severity: null, about: null };

describe('a second opinion', () => {
  it('may add a worry where none was seen', () => {
    const second = { concern: 'home', severity: 'high', about: 'home' } as const;
    expect(secondOpinion(none, second)).to.deep.equal({ kind: 'adds', ...second });
  });

  it('never takes a worry away and never lowers one', () => {
    const grave = ['medium', 'high', 'acute'];
    fc.assert(
      fc.property(worry, fc.oneof(worry, fc.constant(none)), (first, second) => {
        const opinion = secondOpinion(first, second);
        expect(opinion.kind).to.not.equal('adds');
        if (opinion.kind === 'raises')
          expect(grave.indexOf(opinion.severity)).to.be.greaterThan(grave.indexOf(first.severity));
      }),
    );
  });
});

describe('words for a second reader', () => {
  const known = ['Noor Haddad', 'Samira de Wit', 'Joris van Dijk'];
  it('hold no name of the student or the staff, however it is written, and no strange name with a capital', () => {
    expect(withoutNames("samira zei tegen Noor: dat was Haddad's fout, vroeg Ahmed", known)).to.equal(
      '[naam] zei tegen [naam]: dat was [naam] fout, vroeg [naam]',
    );
  });

  it('keep ordinary words that stand in a surname, and the beginning of a sentence', () => {
    expect(withoutNames('Gisteren kwam hij van het werk. Hij riep de baas', known)).to.equal(
      'Gisteren kwam hij van het werk. Hij riep de baas',
    );
  });

  it('hold no numbers and addresses that lead to somebody', () => {
    expect(withoutNames('bel 06-123 456 78 of mail jan@school.nl, zie www.x.nl/jan', known)).to.equal(
      'bel [nummer] of mail [adres] zie [adres]',
    );
    expect(withoutNames('ik had 2 dozen en 15 kratten', known)).to.equal('ik had 2 dozen en 15 kratten');
  });
});
