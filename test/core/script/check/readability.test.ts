import { expect } from 'chai';
import {
  checkReadability,
  fleschDouma,
  type ReadabilityRules,
} from '../../../../src/core/script/check/readability.js';
import { bundle, script } from '../../../support/content.js';

const rules: ReadabilityRules = {
  ...{ spec: 1, language: 'nl', sentence: 6, frequent: 1000 },
  words: [{ reason: 'de school zegt het elke week', words: ['praktijkleerdag'] }],
  texts: { 'p.lang': 'een telefoonnummer hoort erbij' },
};
const ranks = new Map(
  ['wat', 'deed', 'je', 'op', 'een', 'dag', 'was', 'het', 'fijn', 'en', 'kies'].map((word, nr) => [
    word,
    nr + 1,
  ]),
);

const read = (texts: Record<string, string>) => {
  const staff = { 'card.hallo': 'Dit lezen medewerkers en mag dus ingewikkelder geformuleerd zijn.' };
  const { content } = bundle(script('\n  - id: hoi\n    say: p.een\n'), { ...texts, ...staff });
  return checkReadability(content, rules, ranks);
};
/** What is found about the texts of this test, and about none for staff. */
const found = (texts: Record<string, string>): string[] =>
  read(texts)
    .findings.map(({ message }) => message)
    .filter((message) => /^(p|card)\./u.test(message));

describe('a text for students', () => {
  it('has short sentences, unless there is a reason', () => {
    const long = 'Wat deed je op een dag en was het fijn?';
    expect(found({ 'p.een': long, 'p.lang': long })).to.deep.equal([
      'p.een: a sentence of 10 words, where 6 is the most',
    ]);
    expect(found({ 'p.een': 'Wat deed je? Was het fijn? Kies: wat was het?' })).to.deep.equal([]);
  });

  it('has frequent words, and others only with a reason', () => {
    expect(found({ 'p.een': 'Was de evaluatie fijn? En je praktijkleerdag?' })).to.deep.equal([
      'p.een: de, evaluatie: not among the 1000 most frequent words',
    ]);
  });

  it('is read without names that are filled in, and without a language’s own name', () => {
    expect(found({ 'p.een': '{{begeleider}}: wat deed je? العربية українська' })).to.deep.equal([]);
  });

  it('does not shout', () => {
    expect(found({ 'p.een': 'Fijn! Was het fijn?' })).to.deep.equal([]);
    expect(found({ 'p.een': 'Fijn! Was het fijn!' })).to.deep.equal([
      'p.een: more than one exclamation mark shouts',
    ]);
  });

  it('is easier by the formula when words and sentences are shorter', () => {
    const easy = { texts: 1, sentences: 10, words: 40, longest: 4, common: 40, syllables: 50 };
    const hard = { texts: 1, sentences: 2, words: 40, longest: 20, common: 10, syllables: 90 };
    expect(fleschDouma(easy)).to.be.greaterThan(90);
    expect(fleschDouma(hard)).to.be.lessThan(40);
  });
});
