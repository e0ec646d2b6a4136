import type { Token } from '../normalise.js';
import { concernCategories, type ConcernCategory } from '../types.js';
import type { WordClasses } from './classes.js';
import { seeFeatures } from './features.js';
import type { LinearModel } from './linear-model.js';
import type { Part } from './parts.js';

/**
 * The words of a part that spoke most for a category, at most three, in the order in which they stand. What a pair of
 * words adds is shared between the two.
 */
export function strongestWords(
  model: LinearModel,
  classes: WordClasses,
  tokens: readonly Token[],
  prompt: readonly Token[],
  part: Part,
  category: ConcernCategory,
): string[] {
  const column = concernCategories.indexOf(category) + 1;
  const worth = new Float64Array(tokens.length);
  const weigh = (row: number, at: number): number =>
    (model.weights[row * model.columns + at] ?? 0) * (model.scales[at] ?? 0);
  seeFeatures(tokens, classes, prompt, (feature, value, first, last) => {
    const row = model.rowOf[feature] ?? -1;
    if (row < 0 || first < part.first || last > part.last) return;
    const half = ((weigh(row, column) - weigh(row, 0)) * value) / 2;
    worth[first] = (worth[first] ?? 0) + half;
    worth[last] = (worth[last] ?? 0) + half;
  });
  return [...worth.entries()]
    .filter(([, value]) => value > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .sort(([a], [b]) => a - b)
    .flatMap(([at]) => tokens[at]?.written ?? []);
}
