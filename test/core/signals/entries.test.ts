import { expect } from 'chai';
import { assess, shipped } from './content.js';

type Example = string | { prompt: string; answer: string };

const inputOf = (example: Example): { prompt: string; answer: string } =>
  typeof example === 'string' ? { prompt: '', answer: example } : example;

describe('the signal lexicons', () => {
  it('have no findings', () => {
    expect(shipped.findings).to.deep.equal([]);
  });

  for (const rule of shipped.lexicons.rules) {
    describe(`entry ${rule.id}`, () => {
      for (const example of rule.matches) {
        it(`hears ${rule.category} in: ${JSON.stringify(example)}`, () => {
          const got = assess(inputOf(example));
          expect(got.concern, got.reasons.join(' ')).to.equal(rule.category);
          expect(got.reasons[0]).to.match(/^(Zorg|Misschien een zorg) \(/);
        });
      }
      for (const example of rule.not) {
        it(`does not hear ${rule.category} in: ${JSON.stringify(example)}`, () => {
          const got = assess(inputOf(example));
          expect(got.concern, got.reasons.join(' ')).to.not.equal(rule.category);
        });
      }
    });
  }
});
