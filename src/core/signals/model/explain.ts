import type { Token } from '../normalise.js';
import { concernCategories, type ConcernCategory } from '../types.js';
import type { Part } from './parts.js';
import type { Scorer } from './scores.js';

/** The words of a part that spoke most for a category, at most three, in the order in which they stand. */
export function strongestWords(
  scorer: Scorer,
  tokens: readonly Token[],
  prompt: readonly Token[],
  part: Part,
  category: ConcernCategory,
): string[] {
  const worth = scorer.worth(tokens, prompt, part, concernCategories.indexOf(category) + 1, 0);
  return [...worth.entries()]
    .filter(([, value]) => value > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .sort(([a], [b]) => a - b)
    .flatMap(([at]) => tokens[at]?.written ?? []);
}
