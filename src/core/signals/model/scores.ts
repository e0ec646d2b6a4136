import type { Token } from '../normalise.js';
import { boundedMap } from '../../bounded-map.js';
import type { WordClasses } from './classes.js';
import { hashQuestion, seeContext, seeWord } from './features.js';
import type { LinearModel } from './linear-model.js';
import { clauseStarts, type Part } from './parts.js';

/** What the model makes of one part of an answer: a number for each column. */
export type PartScore = { part: Part; values: readonly number[] };

/** What the model makes of an answer as a whole, and of the part that leads. */
export type Scores = { whole: PartScore; clearest: PartScore };

/** How far a part leads, from its numbers in the columns of the first head. */
export type Lead = (values: readonly number[]) => number;

/** Looks at answers with a model. */
export type Scorer = {
  /** The clearest is the part with the greatest lead, the whole where none is greater. */
  score: (tokens: readonly Token[], prompt: readonly Token[], lead: Lead) => Scores;
  /** What each token speaks for one column against another, within a part; a pair of words shares what it adds. */
  worth: (
    tokens: readonly Token[],
    prompt: readonly Token[],
    part: Part,
    column: number,
    against: number,
  ) => number[];
};

/**
 * How much the features of a part count: by its number of words, so that a long answer does not outweigh a short
 * one by its length alone.
 */
export function partWeight(words: number, squares: number): number {
  return squares === 0 ? 0 : Math.min(3, Math.sqrt(Math.max(words, 3)) / 1.7) / Math.sqrt(squares);
}

/** Prepares a model. What a word is by itself is remembered from one answer to the next. */
export function createScorer(model: LinearModel, classes: WordClasses): Scorer {
  const { columns } = model;
  const headSize = model.heads[0]?.labels.length ?? columns;
  const sumOfWord = createWordSums(model);
  const sumUp = createSums(model, classes, sumOfWord);
  return {
    score: (tokens, prompt, lead) => {
      const { sums, stretches } = sumUp(tokens, prompt);
      const [whole = emptyStretch, ...parts] = stretches;
      let clearest = whole;
      let most = parts.length === 0 ? 0 : lead(valuesOf(model, sums, whole, headSize));
      for (const stretch of parts) {
        const own = lead(valuesOf(model, sums, stretch, headSize));
        if (own > most) {
          most = own;
          clearest = stretch;
        }
      }
      const wholeScore = { part: whole.part, values: valuesOf(model, sums, whole, columns) };
      if (clearest === whole) return { whole: wholeScore, clearest: wholeScore };
      const values = valuesOf(model, sums, clearest, columns);
      return { whole: wholeScore, clearest: { part: clearest.part, values } };
    },
    worth: (tokens, prompt, part, column, against) => {
      const { scales, weights, rowOf } = model;
      const speaks = (values: ArrayLike<number>, from: number): number =>
        (values[from + column] ?? 0) * (scales[column] ?? 0) -
        (values[from + against] ?? 0) * (scales[against] ?? 0);
      const meanings = tokens.map((_, at) => classes.of(tokens, at));
      const worth = tokens.map((token, at) =>
        at < part.first || at > part.last ? 0 : speaks(sumOfWord(token, meanings[at] ?? none), 0),
      );
      seeContext(tokens, meanings, hashQuestion(prompt), (feature, value, first, last) => {
        const row = rowOf[feature] ?? -1;
        if (row < 0 || first < part.first || last > part.last) return;
        const half = (speaks(weights, row * columns) * value) / 2;
        worth[first] = (worth[first] ?? 0) + half;
        worth[last] = (worth[last] ?? 0) + half;
      });
      return worth;
    },
  };
}

const none: readonly number[] = [];

// A part, and the first and last of the sums in the row that make it up.
type Stretch = { part: Part; from: number; to: number };

const emptyStretch: Stretch = { part: { first: 0, last: -1 }, from: 0, to: -1 };

type SumUp = (
  tokens: readonly Token[],
  prompt: readonly Token[],
) => { sums: Float64Array; stretches: readonly Stretch[] };

// Looks each feature up once. A sum is a run of numbers, one for each column and at the end that of the squares. The
// sums of an answer stand in a row: clause, bridge to the next, clause, …, and last what reaches further. So the sum of
// every part is that of a stretch of this row. The row is used again for the next answer.
function createSums(
  model: LinearModel,
  classes: WordClasses,
  sumOfWord: (token: Token, meanings: readonly number[]) => Float64Array,
): SumUp {
  const size = model.columns + 1;
  let sums = new Float64Array(8 * size);
  return (tokens, prompt) => {
    const starts = clauseStarts(tokens);
    const used = 2 * starts.length * size;
    if (sums.length < used) sums = new Float64Array(2 * used);
    else sums.fill(0, 0, used);
    const clauseOf = clausesByToken(starts, tokens.length);
    const meanings: (readonly number[])[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const own = classes.of(tokens, at);
      const token = tokens[at];
      meanings.push(own);
      if (token) addTo(sums, 2 * (clauseOf[at] ?? 0) * size, sumOfWord(token, own));
    }
    seeContext(tokens, meanings, hashQuestion(prompt), (feature, value, first, last) => {
      const from = clauseOf[first] ?? 0;
      const to = clauseOf[last] ?? 0;
      count(model, feature, value, sums, to - from > 1 ? used - size : (from + to) * size);
    });
    return { sums, stretches: stretchesOf(starts, tokens.length) };
  };
}

// A word has the very same list of meanings each time, but where it begins a phrase.
function createWordSums(model: LinearModel): (token: Token, meanings: readonly number[]) => Float64Array {
  const usual = boundedMap<string, { meanings: readonly number[]; sum: Float64Array }>(20_000);
  const inPhrases = boundedMap<string, Float64Array>(20_000);
  const sumUp = (token: Token, meanings: readonly number[]): Float64Array => {
    const sum = new Float64Array(model.columns + 1);
    seeWord(token, meanings, 0, (feature, value) => count(model, feature, value, sum, 0));
    return sum;
  };
  return (token, meanings) => {
    const known = usual(token.text, () => ({ meanings, sum: sumUp(token, meanings) }));
    if (known.meanings === meanings) return known.sum;
    return inPhrases(`${token.text} ${meanings.join(' ')}`, () => sumUp(token, meanings));
  };
}

function clausesByToken(starts: readonly number[], length: number): number[] {
  const clauseOf: number[] = [];
  for (let at = 0, clause = -1; at < length; at += 1) {
    if (starts[clause + 1] === at) clause += 1;
    clauseOf.push(clause);
  }
  return clauseOf;
}

function count(model: LinearModel, feature: number, value: number, sums: Float64Array, at: number): void {
  const row = model.rowOf[feature] ?? -1;
  if (row < 0) return;
  const { weights, columns } = model;
  const from = row * columns;
  for (let column = 0; column < columns; column += 1)
    sums[at + column] = (sums[at + column] ?? 0) + (weights[from + column] ?? 0) * value;
  sums[at + columns] = (sums[at + columns] ?? 0) + value * value;
}

function addTo(sums: Float64Array, at: number, sum: Float64Array): void {
  for (let column = 0; column < sum.length; column += 1)
    sums[at + column] = (sums[at + column] ?? 0) + (sum[column] ?? 0);
}

function stretchesOf(starts: readonly number[], length: number): Stretch[] {
  const clauses = starts.length;
  const stretches = [{ part: { first: 0, last: length - 1 }, from: 0, to: 2 * clauses - 1 }];
  if (clauses < 2) return stretches;
  const endOf = (clause: number): number => (starts[clause + 1] ?? length) - 1;
  for (const [clause, first] of starts.entries()) {
    const from = 2 * clause;
    stretches.push({ part: { first, last: endOf(clause) }, from, to: from });
    if (clauses > 2 && clause + 1 < clauses)
      stretches.push({ part: { first, last: endOf(clause + 1) }, from, to: from + 2 });
  }
  return stretches;
}

// The first columns of a part.
function valuesOf(
  { columns, scales, bias }: LinearModel,
  sums: Float64Array,
  { part, from, to }: Stretch,
  count: number,
): number[] {
  const size = columns + 1;
  let squares = 0;
  for (let sum = from; sum <= to; sum += 1) squares += sums[sum * size + columns] ?? 0;
  const weight = partWeight(part.last - part.first + 1, squares);
  const values: number[] = [];
  for (let column = 0; column < count; column += 1) {
    let value = 0;
    for (let sum = from; sum <= to; sum += 1) value += sums[sum * size + column] ?? 0;
    values.push((bias[column] ?? 0) + value * (scales[column] ?? 0) * weight);
  }
  return values;
}
