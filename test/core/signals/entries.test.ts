import { expect } from 'chai';
import { createConcernFinder } from '../../../src/core/signals/concern.js';
import { createReader } from '../../../src/core/signals/language.js';
import { createVocabulary, type Tagged } from '../../../src/core/signals/vocabulary.js';
import { normalise } from '../../../src/core/signals/normalise.js';
import { assess, shipped } from './content.js';

type Example = string | { prompt: string; answer: string };

const inputOf = (example: Example): { prompt: string; answer: string } =>
  typeof example === 'string' ? { prompt: '', answer: example } : example;

const { lexicons } = shipped;
const vocabulary = createVocabulary(lexicons.spelling);
const find = createConcernFinder(lexicons, vocabulary);
const { isKnown } = createReader(lexicons);
const heardIn = (example: Example): string[] => {
  const { prompt, answer } = inputOf(example);
  const tagged = (text: string): Tagged => vocabulary.tag(normalise(text, lexicons.spelling).tokens, isKnown);
  return find(tagged(answer), tagged(prompt)).map(({ category }) => category);
};

describe('the signal lexicons', () => {
  it('have no findings', () => {
    expect(shipped.findings).to.deep.equal([]);
  });

  for (const rule of lexicons.rules) {
    describe(`entry ${rule.id}`, () => {
      for (const example of rule.matches) {
        it(`hears ${rule.category} in: ${JSON.stringify(example)}`, () => {
          expect(heardIn(example)).to.include(rule.category);
          // A weak sign only adds to what the model sees: alone it need not be enough.
          if (rule.confidence < lexicons.thresholds.rule) return;
          const judged = assess(inputOf(example));
          expect(judged.concern, judged.reasons.join(' ')).to.not.equal(null);
        });
      }
      for (const example of rule.not) {
        it(`does not hear ${rule.category} in: ${JSON.stringify(example)}`, () => {
          expect(heardIn(example)).to.not.include(rule.category);
        });
      }
    });
  }
});
