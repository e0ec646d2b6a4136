import { expect } from 'chai';
import { evaluate, type Assessment, type LabelledCase } from '../../../src/core/signals/index.js';
import { spearman } from '../../../src/core/signals/agreement.js';

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
    expect(result.concern.recall).to.deep.equal({ hits: 1, of: 3, rate: 1 / 3 });
    expect(result.concern.heard.hits).to.equal(2);
    expect(result.concern.acuteRecall).to.deep.equal({ hits: 1, of: 2, rate: 0.5 });
    expect(result.concern.falseAlarms).to.deep.equal({ hits: 1, of: 2, rate: 0.5 });
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

describe('spearman', () => {
  it('is 1 for the same order, -1 for the opposite, and shares ranks between ties', () => {
    expect(spearman([[1, 10], [2, 20], [3, 30]])).to.equal(1); // prettier-ignore
    expect(spearman([[1, 30], [2, 20], [3, 10]])).to.equal(-1); // prettier-ignore
    expect(spearman([[1, 1], [1, 1], [2, 2]])).to.be.closeTo(1, 1e-9); // prettier-ignore
    expect(spearman([[1, 1], [1, 2]])).to.equal(null); // prettier-ignore
  });
});
