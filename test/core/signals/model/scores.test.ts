import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createWordClasses } from '../../../../src/core/signals/model/classes.js';
import { seeFeatures } from '../../../../src/core/signals/model/features.js';
import { readModel } from '../../../../src/core/signals/model/linear-model.js';
import { partsOf, type Part } from '../../../../src/core/signals/model/parts.js';
import { createScorer, partWeight } from '../../../../src/core/signals/model/scores.js';
import { normalise, type Token } from '../../../../src/core/signals/normalise.js';
import { shipped } from '../content.js';

const { lexicons } = shipped;
if (!lexicons.model) throw new Error('no model is shipped');
const model = readModel(lexicons.model);
const classes = createWordClasses(lexicons.classes, lexicons.spelling);
const scorer = createScorer(model, classes);
const tokensOf = (text: string): Token[] => normalise(text, lexicons.spelling).tokens;

type Sums = { values: Float64Array; squares: number };

/** The sums of a part as they are defined: every feature that lies in it, one after the other. */
function sumsOf(tokens: readonly Token[], prompt: readonly Token[], part: Part): Sums {
  const values = new Float64Array(model.columns);
  let squares = 0;
  seeFeatures(tokens, classes, prompt, (feature, value, first, last) => {
    const row = model.rowOf[feature] ?? -1;
    if (row < 0 || first < part.first || last > part.last) return;
    squares += value * value;
    for (let column = 0; column < model.columns; column += 1)
      values[column] = (values[column] ?? 0) + (model.weights[row * model.columns + column] ?? 0) * value;
  });
  return { values, squares };
}

function expected(tokens: readonly Token[], prompt: readonly Token[], part: Part): number[] {
  const { values, squares } = sumsOf(tokens, prompt, part);
  const weight = partWeight(part.last - part.first + 1, squares);
  return [...values].map(
    (value, column) => (model.bias[column] ?? 0) + value * (model.scales[column] ?? 0) * weight,
  );
}

const furthest = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? NaN))), 0);

const answers = ['train', 'a-languages', 'own-everyday'].flatMap((name) =>
  readFileSync(new URL(`../../../data/signals/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { prompt: string; answer: string }),
);

const lead = (values: readonly number[]): number => Math.max(...values.slice(1, 13)) - (values[0] ?? 0);

describe('the scores of an answer', () => {
  it('are what the features of each part add up to, for every answer that was written', () => {
    let worst = 0;
    for (const { prompt, answer } of answers) {
      const [tokens, asked] = [tokensOf(answer), tokensOf(prompt)];
      if (tokens.length === 0) continue;
      const parts = partsOf(tokens).map((part) => ({ part, values: expected(tokens, asked, part) }));
      const leads: number[] = [];
      const scores = scorer.score(tokens, asked, (values) => {
        leads.push(lead(values));
        return lead(values);
      });
      const whole = parts[0]?.values ?? [];
      const clearest = parts.find(({ part }) => part.first === scores.clearest.part.first && part.last === scores.clearest.part.last); // prettier-ignore
      worst = Math.max(worst, furthest(whole, scores.whole.values));
      worst = Math.max(worst, furthest(clearest?.values ?? [NaN], scores.clearest.values));
      if (parts.length > 1) worst = Math.max(worst, furthest(parts.map(({ values }) => lead(values)), leads)); // prettier-ignore
    }
    expect(worst).to.be.below(1e-9);
  });

  it('do not depend on what was judged before', () => {
    const [tokens, asked] = [
      tokensOf('kassa ging goed, maar mijn vader slaat mij'),
      tokensOf('Hoe gaat het?'),
    ];
    const before = scorer.score(tokens, asked, lead);
    scorer.score(tokensOf('ja, '.repeat(300)), asked, lead);
    expect(scorer.score(tokens, asked, lead)).to.deep.equal(before);
  });

  it('are worth as much, word by word, as the part leads', () => {
    const [tokens, asked] = [
      tokensOf('kassa ging goed, maar mijn vader slaat mij'),
      tokensOf('Hoe gaat het?'),
    ];
    for (const part of partsOf(tokens)) {
      const worth = scorer.worth(tokens, asked, part, 2, 0).reduce((sum, value) => sum + value, 0);
      const { values } = sumsOf(tokens, asked, part);
      const leads = (values[2] ?? 0) * (model.scales[2] ?? 0) - (values[0] ?? 0) * (model.scales[0] ?? 0);
      expect(worth).to.be.closeTo(leads, 1e-9);
    }
  });
});
