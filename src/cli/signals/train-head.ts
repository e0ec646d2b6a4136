import { places } from '../../core/signals/model/features.js';
import type { Example, Vector } from './examples.js';

/** What a head learned: a weight for each feature and label, and what each label starts from. */
export type Trained = { weights: Float32Array; bias: Float64Array };

/** How a head is trained. */
export type Training<Label> = {
  labels: number;
  /** Number of the label of an answer, or -1 where it has none. */
  labelOf: (label: Label) => number;
  /** Whether single clauses are learned from as well: all of a harmless answer, the clearest of another. */
  byPart: boolean;
  seed: number;
};

const rounds = 6;
const rate = 0.3;
const decay = 3e-5;
// After this many rounds the head knows enough to say which clause shows the worry.
const roundsBeforeParts = 2;

/**
 * Trains one head: logistic regression over the labels (softmax), by gradient steps that shrink for what has been seen
 * often (AdaGrad), over the answers in an order that the seed decides.
 */
export function trainHead<Label>(
  examples: readonly Example<Label>[],
  { labels, labelOf, byPart, seed }: Training<Label>,
): Trained {
  const trained = { weights: new Float32Array(places * labels), bias: new Float64Array(labels) };
  const steps = new Float32Array(places * labels).fill(1e-3);
  const chance = new Float64Array(labels);
  const learn = (vector: Vector, label: number, weight: number): void =>
    learnFrom(trained, steps, chance, vector, label, weight);
  const usable = examples.filter(({ label }) => labelOf(label) >= 0);
  const next = random(seed);
  for (let round = 0; round < rounds; round += 1) {
    for (const { label, parts } of shuffle(usable, next)) {
      const own = labelOf(label);
      const [whole, ...clauses] = parts;
      if (whole) learn(whole, own, 1);
      if (!byPart || clauses.length === 0) continue;
      if (own === 0) for (const clause of clauses) learn(clause, 0, Math.min(1, 2 / clauses.length));
      else if (round >= roundsBeforeParts) {
        const clearest = clearestOf(trained, clauses, own, chance);
        if (clearest) learn(clearest, own, 0.8);
      }
    }
  }
  return trained;
}

/** The scores of all labels for one part. */
export function scoreVector(trained: Trained, vector: Vector, into: Float64Array): Float64Array {
  const labels = into.length;
  into.set(trained.bias);
  for (const [index, feature] of vector.features.entries()) {
    const value = vector.values[index] ?? 0;
    for (let label = 0; label < labels; label += 1)
      into[label] = (into[label] ?? 0) + (trained.weights[feature * labels + label] ?? 0) * value;
  }
  return into;
}

function learnFrom(
  trained: Trained,
  steps: Float32Array,
  chance: Float64Array,
  vector: Vector,
  own: number,
  weight: number,
): void {
  toChances(scoreVector(trained, vector, chance));
  const labels = chance.length;
  if (1 - (chance[own] ?? 0) < 2e-3) return;
  for (const [index, feature] of vector.features.entries()) {
    const value = vector.values[index] ?? 0;
    for (let label = 0; label < labels; label += 1) {
      const error = ((chance[label] ?? 0) - (label === own ? 1 : 0)) * weight;
      if (Math.abs(error) < 1e-4) continue;
      const at = feature * labels + label;
      const slope = error * value + decay * (trained.weights[at] ?? 0);
      steps[at] = (steps[at] ?? 0) + slope * slope;
      trained.weights[at] = (trained.weights[at] ?? 0) - (rate * slope) / Math.sqrt(steps[at] ?? 1);
    }
  }
  for (let label = 0; label < labels; label += 1)
    trained.bias[label] =
      (trained.bias[label] ?? 0) - 0.02 * weight * ((chance[label] ?? 0) - (label === own ? 1 : 0));
}

function clearestOf(
  trained: Trained,
  clauses: readonly Vector[],
  own: number,
  chance: Float64Array,
): Vector | null {
  let best: { vector: Vector; lead: number } | null = null;
  for (const vector of clauses) {
    const scores = scoreVector(trained, vector, chance);
    const lead = (scores[own] ?? 0) - (scores[0] ?? 0);
    if (!best || lead > best.lead) best = { vector, lead };
  }
  return best?.vector ?? null;
}

function toChances(scores: Float64Array): void {
  const highest = Math.max(...scores);
  let sum = 0;
  for (const [index, score] of scores.entries()) {
    scores[index] = Math.exp(score - highest);
    sum += scores[index] ?? 0;
  }
  for (const [index, score] of scores.entries()) scores[index] = score / sum;
}

function shuffle<T>(items: readonly T[], next: () => number): T[] {
  const out = [...items];
  for (let at = out.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const one = out[at];
    const two = out[other];
    if (one !== undefined && two !== undefined) {
      out[at] = two;
      out[other] = one;
    }
  }
  return out;
}

// Numerical Recipes' linear congruence: enough to shuffle with, and the same on every machine.
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
