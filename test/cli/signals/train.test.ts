import { expect } from 'chai';
import { calibrate } from '../../../src/cli/signals/calibrate.js';
import { exampleOf } from '../../../src/cli/signals/examples.js';
import { groupOf, labelledSchema, type Labelled } from '../../../src/cli/signals/labelled.js';
import { trainModel } from '../../../src/cli/signals/train.js';
import { createWordClasses } from '../../../src/core/signals/model/classes.js';
import { readModel } from '../../../src/core/signals/model/linear-model.js';
import { createScorer } from '../../../src/core/signals/model/scores.js';
import { createModelViewer } from '../../../src/core/signals/model/view.js';
import { normalise } from '../../../src/core/signals/normalise.js';

const classes = createWordClasses(new Map([['kin', ['vader', 'oom']], ['hit', ['slaat', 'mept']]]), new Map()); // prettier-ignore
const spelling = new Map<string, string>();
const context = { classes, spelling, seed: 7, calibration: { slope: 1, start: 0 } };

const label = (answer: string, concern: 'violence' | null, changes: Partial<Labelled> = {}): Labelled => ({
  ...labelledSchema.parse({
    ...{ id: 't1-001', lang: 'nl', prompt: 'Hoe gaat het?', answer, effort: 'ok', depth: 1, concern },
    severity: concern === null ? null : 'acute',
  }),
  ...changes,
});

const answers = Array.from({ length: 6 }, () => [
  label('de vakken gevuld, mijn vader slaat mij', 'violence'),
  label('de kassa gedaan, mijn vader slaat mij weer', 'violence'),
  label('de vakken gevuld, mijn vader haalt mij op', null),
  label('de kassa gedaan, de deur slaat dicht', null),
]).flat();

describe('training', () => {
  it('gives the same bytes for the same answers', () => {
    expect(trainModel(answers, context)).to.deep.equal(trainModel(answers, context));
  });

  it('learns what it was shown, and hears it in other words of the same meaning', () => {
    const view = createModelViewer(createScorer(readModel(trainModel(answers, context)), classes));
    const score = (text: string): number => view(normalise(text).tokens, []).score;
    expect(score('mijn vader slaat mij')).to.be.greaterThan(score('de deur slaat dicht'));
    expect(score('mijn oom mept mij')).to.be.greaterThan(score('mijn oom haalt mij op'));
    expect(view(normalise('mijn vader slaat mij').tokens, [])).to.include({
      category: 'violence',
      severity: 'acute',
    });
  });

  it('sees an answer exactly as the judge does', () => {
    const answer = label('kassa ging goed, maar mijn vader slaat mij. gewoon weer', null);
    const file = trainModel(answers, context);
    const model = readModel(file);
    const { parts } = exampleOf(answer, classes, spelling, (feature) => (model.rowOf[feature] ?? -1) >= 0);
    const scored: number[] = [];
    createScorer(model, classes).score(
      normalise(answer.answer).tokens,
      normalise(answer.prompt).tokens,
      ([first = 0]) => scored.push(first),
    );
    expect(scored).to.have.length(parts.length);
    for (const [index, vector] of parts.entries()) {
      let sum = model.bias[0] ?? 0;
      for (const [at, feature] of vector.features.entries()) {
        const weight = model.weights[(model.rowOf[feature] ?? 0) * model.columns] ?? 0;
        sum += weight * (model.scales[0] ?? 0) * (vector.values[at] ?? 0);
      }
      expect(scored[index]).to.be.closeTo(sum, 1e-9);
    }
  });

  it('keeps answers of one idea together', () => {
    expect(groupOf(label('x', null, { id: 't1-001' }))).to.equal(groupOf(label('y', null, { id: 't1-020' })));
    expect(groupOf(label('x', null, { id: 't1-001' }))).to.not.equal(groupOf(label('y', null, { id: 't1-021' }))); // prettier-ignore
    expect(groupOf(label('x', null, { family: 'a', id: 'q-1' }))).to.equal(groupOf(label('y', null, { family: 'a', id: 'q-99' }))); // prettier-ignore
  });
});

describe('calibration', () => {
  it('makes a higher score a higher chance, with a half where both kinds meet', () => {
    const heldOut = [-3, -2, -1, 0, 1, 2, 3, 4].map((score) => ({
      score,
      ruleConfidence: 0,
      worry: score >= 1,
    }));
    const { slope, start } = calibrate(heldOut);
    expect(slope).to.be.greaterThan(0);
    expect(-start / slope).to.be.within(-0.5, 1.5);
  });
});
