import type { Token } from '../normalise.js';
import type { WordClasses } from './classes.js';
import { seeFeatures } from './features.js';
import type { LinearModel } from './linear-model.js';
import { clauseStarts, type Part } from './parts.js';

/** What the model makes of one part of an answer: a number for each column. */
export type PartScore = { part: Part; values: Float64Array };

type Sum = { squares: number; values: Float64Array };

/**
 * How much the features of a part count: by its number of words, so that a long answer does not outweigh a short
 * one by its length alone.
 */
export function partWeight(words: number, squares: number): number {
  return squares === 0 ? 0 : Math.min(3, Math.sqrt(Math.max(words, 3)) / 1.7) / Math.sqrt(squares);
}

/**
 * Scores the parts of an answer, the whole first, then clauses and neighbouring pairs. Each feature is looked up
 * once: sums of clauses and of the bridges between them give the sums of all parts.
 */
export function scoreParts(
  model: LinearModel,
  tokens: readonly Token[],
  classes: WordClasses,
  prompt: readonly Token[],
): PartScore[] {
  const starts = clauseStarts(tokens);
  const clauseOf = new Int32Array(tokens.length);
  for (let at = 0, clause = -1; at < tokens.length; at += 1) {
    if (starts[clause + 1] === at) clause += 1;
    clauseOf[at] = clause;
  }
  const empty = (): Sum => ({ squares: 0, values: new Float64Array(model.columns) });
  const clauses = starts.map(empty);
  const bridges = starts.slice(1).map(empty);
  const rest = empty();
  seeFeatures(tokens, classes, prompt, (feature, value, first, last) => {
    const from = clauseOf[first] ?? 0;
    const to = clauseOf[last] ?? 0;
    const sum = from === to ? clauses[from] : to === from + 1 ? bridges[from] : rest;
    if (sum) count(model, feature, value, sum);
  });
  return sums(model, tokens.length, starts, { clauses, bridges, rest });
}

function count(model: LinearModel, feature: number, value: number, sum: Sum): void {
  const row = model.rowOf[feature] ?? -1;
  if (row < 0) return;
  sum.squares += value * value;
  const from = row * model.columns;
  const { values } = sum;
  const { weights } = model;
  for (let column = 0; column < values.length; column += 1)
    values[column] = (values[column] ?? 0) + (weights[from + column] ?? 0) * value;
}

function sums(
  model: LinearModel,
  length: number,
  starts: readonly number[],
  { clauses, bridges, rest }: { clauses: readonly Sum[]; bridges: readonly Sum[]; rest: Sum },
): PartScore[] {
  const score = (first: number, last: number, members: readonly (Sum | undefined)[]): PartScore => {
    const squares = members.reduce((total, sum) => total + (sum?.squares ?? 0), 0);
    const weight = partWeight(last - first + 1, squares);
    const values = Float64Array.from(model.bias, (bias, column) => {
      const raw = members.reduce((total, sum) => total + (sum?.values[column] ?? 0), 0);
      return bias + raw * (model.scales[column] ?? 0) * weight;
    });
    return { part: { first, last }, values };
  };
  const scores = [score(0, length - 1, [...clauses, ...bridges, rest])];
  if (starts.length < 2) return scores;
  const endOf = (index: number): number => (starts[index + 1] ?? length) - 1;
  for (const [index, first] of starts.entries()) {
    scores.push(score(first, endOf(index), [clauses[index]]));
    if (starts.length > 2 && index + 1 < starts.length)
      scores.push(score(first, endOf(index + 1), [clauses[index], clauses[index + 1], bridges[index]]));
  }
  return scores;
}
