import type { Worry } from '../concern.js';
import type { Token } from '../normalise.js';
import type { ModelView } from './view.js';

/** Turns a score of the model, together with the surest rule, into a chance that there is a worry. */
export function chanceOfWorry(
  score: number,
  ruleConfidence: number,
  { slope, start }: { slope: number; start: number },
): number {
  return 1 / (1 + Math.exp(-(slope * supportedScore(score, ruleConfidence) + start)));
}

// Measured: more than this lets the rules decide, less wastes what they know.
const ruleSupport = 3;
const leastConfidence = 0.2;

/** The score with what the surest rule adds to it; a rule never takes anything away. */
export function supportedScore(score: number, ruleConfidence: number): number {
  return score + ruleSupport * Math.max(0, ruleConfidence - leastConfidence);
}

/** The worry that the model sees, in the shape of one that a rule found. */
export function modelWorry(
  view: ModelView,
  confidence: number,
  tokens: readonly Token[],
  signs: readonly string[],
): Worry {
  const clause = tokens.slice(view.part.first, view.part.last + 1).map((token) => token.written);
  const { category, severity, about } = view;
  return { category, severity, about, confidence, words: shorten(clause), signs, rule: `model:${category}` };
}

function shorten(words: readonly string[]): string {
  return words.length <= 14
    ? words.join(' ')
    : `${words.slice(0, 7).join(' ')} … ${words.slice(-6).join(' ')}`;
}
