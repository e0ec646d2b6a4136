import type { Token } from '../normalise.js';
import { boundedMap } from '../bounded-map.js';
import type { WordClasses } from './classes.js';
import { hashWords, seeContext, seeWord, type SeeFeature } from './features.js';
import type { LinearModel } from './linear-model.js';
import { clauseStarts, type Part } from './parts.js';

/** What the model makes of one part of an answer: a number for each column. */
export type PartScore = { part: Part; values: Float64Array };

/** Scores the parts of an answer, the whole first, then clauses and neighbouring pairs. */
export type PartScorer = (tokens: readonly Token[], prompt: readonly Token[]) => PartScore[];

type Sum = { squares: number; values: Float64Array };

/**
 * How much the features of a part count: by its number of words, so that a long answer does not outweigh a short
 * one by its length alone.
 */
export function partWeight(words: number, squares: number): number {
  return squares === 0 ? 0 : Math.min(3, Math.sqrt(Math.max(words, 3)) / 1.7) / Math.sqrt(squares);
}

/**
 * Prepares the model. Each feature is looked up once: sums of clauses and of the bridges between them give the sums
 * of all parts, and what a word is by itself is remembered from one answer to the next.
 */
export function createPartScorer(model: LinearModel, classes: WordClasses): PartScorer {
  const wordSums = boundedMap<string, { meanings: readonly number[]; sum: Sum }>(20_000);
  const phraseSums = boundedMap<string, Sum>(20_000);
  const empty = (): Sum => ({ squares: 0, values: new Float64Array(model.columns) });
  const sumUp = (token: Token, meanings: readonly number[]): Sum => {
    const sum = empty();
    seeWord(token, meanings, 0, (feature, value) => count(model, feature, value, sum));
    return sum;
  };
  // A word has the very same list of meanings each time, but where it begins a phrase.
  const sumOfWord = (token: Token, meanings: readonly number[]): Sum => {
    const usual = wordSums(token.text, () => ({ meanings, sum: sumUp(token, meanings) }));
    if (usual.meanings === meanings) return usual.sum;
    return phraseSums(`${token.text} ${meanings.join(' ')}`, () => sumUp(token, meanings));
  };
  return (tokens, prompt) => {
    const starts = clauseStarts(tokens);
    const clauseOf = clausesByToken(starts, tokens.length);
    const clauses = starts.map(empty);
    const bridges = starts.slice(1).map(empty);
    const rest = empty();
    const meanings = tokens.map((_, at) => classes.of(tokens, at));
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      const clause = clauses[clauseOf[at] ?? 0];
      if (token && clause) add(sumOfWord(token, meanings[at] ?? []), clause);
    }
    const see: SeeFeature = (feature, value, first, last) => {
      const from = clauseOf[first] ?? 0;
      const to = clauseOf[last] ?? 0;
      const sum = from === to ? clauses[from] : to === from + 1 ? bridges[from] : rest;
      if (sum) count(model, feature, value, sum);
    };
    seeContext(tokens, meanings, hashWords(prompt), see);
    return partScores(model, tokens.length, starts, { clauses, bridges, rest });
  };
}

function clausesByToken(starts: readonly number[], length: number): Int32Array {
  const clauseOf = new Int32Array(length);
  for (let at = 0, clause = -1; at < length; at += 1) {
    if (starts[clause + 1] === at) clause += 1;
    clauseOf[at] = clause;
  }
  return clauseOf;
}

function count(model: LinearModel, feature: number, value: number, sum: Sum): void {
  const row = model.rowOf[feature] ?? -1;
  if (row < 0) return;
  sum.squares += value * value;
  const { weights, columns } = model;
  const { values } = sum;
  for (let column = 0, at = row * columns; column < columns; column += 1, at += 1)
    values[column] = (values[column] ?? 0) + (weights[at] ?? 0) * value;
}

function add(one: Sum, into: Sum): void {
  into.squares += one.squares;
  for (let column = 0; column < into.values.length; column += 1)
    into.values[column] = (into.values[column] ?? 0) + (one.values[column] ?? 0);
}

type Sums = { clauses: readonly Sum[]; bridges: readonly Sum[]; rest: Sum };

function partScores(
  model: LinearModel,
  length: number,
  starts: readonly number[],
  { clauses, bridges, rest }: Sums,
): PartScore[] {
  const scores = [scoreOf(model, { first: 0, last: length - 1 }, [...clauses, ...bridges, rest])];
  if (starts.length < 2) return scores;
  for (const [index, first] of starts.entries()) {
    const clause = clauses[index];
    const after = clauses[index + 1];
    const bridge = bridges[index];
    if (clause) scores.push(scoreOf(model, { first, last: endOf(starts, index, length) }, [clause]));
    if (starts.length > 2 && clause && after && bridge)
      scores.push(scoreOf(model, { first, last: endOf(starts, index + 1, length) }, [clause, after, bridge]));
  }
  return scores;
}

function endOf(starts: readonly number[], index: number, length: number): number {
  return (starts[index + 1] ?? length) - 1;
}

function scoreOf(model: LinearModel, part: Part, members: readonly Sum[]): PartScore {
  const values = new Float64Array(model.columns);
  let squares = 0;
  for (const sum of members) {
    squares += sum.squares;
    for (let column = 0; column < values.length; column += 1)
      values[column] = (values[column] ?? 0) + (sum.values[column] ?? 0);
  }
  const weight = partWeight(part.last - part.first + 1, squares);
  for (let column = 0; column < values.length; column += 1)
    values[column] = (model.bias[column] ?? 0) + (values[column] ?? 0) * (model.scales[column] ?? 0) * weight;
  return { part, values };
}
