import { createConcernFinder } from '../../core/signals/concern.js';
import { createReader } from '../../core/signals/language.js';
import type { Lexicons } from '../../core/signals/lexicons.js';
import { createWordClasses } from '../../core/signals/model/classes.js';
import { readModel } from '../../core/signals/model/linear-model.js';
import type { ModelFile } from '../../core/signals/model/model-schema.js';
import { createScorer } from '../../core/signals/model/scores.js';
import { createModelViewer } from '../../core/signals/model/view.js';
import { createNormaliser } from '../../core/signals/normalise.js';
import { createVocabulary } from '../../core/signals/vocabulary.js';
import type { HeldOut } from './calibrate.js';
import { groupOf, type Labelled } from './labelled.js';
import { trainModel } from './train.js';

/** An answer that was scored by a model that had not seen its group. */
export type Scored = HeldOut & { answer: Labelled };

/** A calibration that changes nothing, for a model whose scores are still to be calibrated. */
export const uncalibrated: ModelFile['calibration'] = { slope: 1, start: 0 };

/**
 * Scores every answer with a model that was trained without its group. A group is never torn apart, so an idea that
 * was written down five times does not help itself.
 */
export function crossValidate(
  answers: readonly Labelled[],
  lexicons: Lexicons,
  { folds, seed }: { folds: number; seed: number },
): Scored[] {
  const groups = [...new Set(answers.map(groupOf))];
  const foldOf = new Map(groups.map((group, index) => [group, index % folds]));
  const inFold = (answer: Labelled, fold: number): boolean => foldOf.get(groupOf(answer)) === fold;
  const context = {
    classes: createWordClasses(lexicons.classes, lexicons.spelling),
    spelling: lexicons.spelling,
    seed,
    calibration: uncalibrated,
    only: ['concern'] as const,
    repeats: 1,
  };
  return Array.from({ length: folds }, (_, fold) => {
    const model = trainModel(
      answers.filter((answer) => !inFold(answer, fold)),
      context,
    );
    return scoreAll(
      answers.filter((answer) => inFold(answer, fold)),
      lexicons,
      model,
    );
  }).flat();
}

function scoreAll(answers: readonly Labelled[], lexicons: Lexicons, model: ModelFile): Scored[] {
  const read = createNormaliser(lexicons.spelling);
  const vocabulary = createVocabulary(lexicons.spelling);
  const reader = createReader(lexicons);
  const find = createConcernFinder(lexicons, vocabulary);
  const classes = createWordClasses(lexicons.classes, lexicons.spelling);
  const view = createModelViewer(createScorer(readModel(model), classes));
  return answers.map((answer) => {
    const { tokens } = read(answer.answer);
    const prompt = read(answer.prompt).tokens;
    const worries = find(vocabulary.tag(tokens, reader.isKnown), vocabulary.tag(prompt, reader.isKnown));
    return {
      answer,
      worry: answer.concern !== null,
      score: tokens.length === 0 ? -20 : view(tokens, prompt).score,
      ruleConfidence: worries.reduce((most, worry) => Math.max(most, worry.confidence), 0),
    };
  });
}
