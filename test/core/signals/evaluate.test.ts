import { expect } from 'chai';
import { evaluate, type Assessment, type LabelledCase } from '../../../src/core/signals/index.js';
import { spearman, weightedKappa } from '../../../src/core/signals/agreement.js';
import { rateOf } from '../../../src/core/signals/intervals.js';

const label = (id: string, changes: Partial<LabelledCase> = {}): LabelledCase => ({
  id,
  lang: 'nl',
  prompt: '',
  answer: id,
  effort: 'ok',
  depth: 1,
  concern: null,
  severity: null,
  ...changes,
});
const judged = (changes: Partial<Assessment> = {}): Assessment => ({
  effort: 'ok',
  depth: 1,
  depthScore: 0.3,
  concern: null,
  severity: null,
  confidence: 0,
  about: null,
  unread: false,
  reasons: [],
  ...changes,
});

describe('evaluate', () => {
  it('counts what was heard, what was missed and what was a false alarm', () => {
    const cases = [
      label('gevonden', { concern: 'violence', severity: 'acute' }),
      label('gemist', { concern: 'home', severity: 'medium' }),
      label('ongelezen', { concern: 'violence', severity: 'acute' }),
      label('vals'),
      label('goed'),
    ];
    const result = evaluate(cases, ({ answer }) => {
      if (answer === 'gevonden' || answer === 'vals')
        return judged({ concern: 'violence', severity: 'acute', confidence: 1, about: 'home' });
      return judged({ unread: answer === 'ongelezen' });
    });
    expect(result.concern.recall).to.include({ hits: 1, of: 3, rate: 1 / 3 });
    expect(result.concern.heard.hits).to.equal(2);
    expect(result.concern.acuteRecall).to.include({ hits: 1, of: 2, rate: 0.5 });
    expect(result.concern.falseAlarms).to.include({ hits: 1, of: 2, rate: 0.5 });
    expect(result.misses.map(({ id, kind }) => `${id}: ${kind}`)).to.deep.equal([
      'gemist: missed',
      'ongelezen: missed',
      'vals: false alarm',
    ]);
  });

  it('measures effort as ok against the rest', () => {
    const result = evaluate([label('a'), label('b', { effort: 'thin' })], () => judged());
    expect(result.effort).to.include({ precision: 0.5, recall: 1 });
  });

  it('says null where there is nothing to count', () => {
    expect(evaluate([], () => judged()).concern.recall.rate).to.equal(null);
  });
});

describe('an interval', () => {
  it('holds the share, is wide for few cases and stays inside 0 and 1', () => {
    const few = rateOf(9, 10);
    const many = rateOf(900, 1000);
    expect(few.low).to.be.closeTo(0.596, 0.001);
    expect(few.high).to.be.closeTo(0.982, 0.001);
    expect(many.high - many.low).to.be.below((few.high - few.low) / 5);
    expect(rateOf(0, 20)).to.include({ rate: 0, low: 0 });
    expect(rateOf(20, 20).high).to.equal(1);
  });
});

describe('weighted kappa', () => {
  it('is 1 where two readers agree, 0 where they agree as by chance, and minds how far they differ', () => {
    expect(weightedKappa([[0, 0], [1, 1], [3, 3]], 4)).to.equal(1); // prettier-ignore
    expect(weightedKappa([[0, 0], [0, 1], [1, 0], [1, 1]], 4)).to.be.closeTo(0, 1e-9); // prettier-ignore
    const near = weightedKappa([[0, 1], [3, 3], [2, 2]], 4) ?? 0; // prettier-ignore
    const far = weightedKappa([[0, 3], [3, 3], [2, 2]], 4) ?? 0; // prettier-ignore
    expect(near).to.be.greaterThan(far);
    expect(weightedKappa([[1, 1]], 4)).to.equal(null); // prettier-ignore
  });
});

describe('spearman', () => {
  it('is 1 for the same order, -1 for the opposite, and shares ranks between ties', () => {
    expect(spearman([[1, 10], [2, 20], [3, 30]])).to.equal(1); // prettier-ignore
    expect(spearman([[1, 30], [2, 20], [3, 10]])).to.equal(-1); // prettier-ignore
    expect(spearman([[1, 1], [1, 1], [2, 2]])).to.be.closeTo(1, 1e-9); // prettier-ignore
    expect(spearman([[1, 1], [1, 2]])).to.equal(null); // prettier-ignore
  });
});
