import type { Example, Vector } from './examples.js';
import { randomNumbers, shuffle } from './random.js';

/** What a head learned: a weight for each feature and label, and what each label starts from. */
export type Trained = { weights: Float32Array; bias: Float64Array };

/** How a head is trained. */
export type Training<Label> = {
  /** Features are numbered from 0 up to this. */
  features: number;
  labels: number;
  /** Number of the label of an answer, or -1 where it has none. */
  labelOf: (label: Label) => number;
  /** Whether single clauses are learned from as well: all of a harmless answer, the clearest of another. */
  byPart: boolean;
  rounds: number;
  /** How fast weights shrink that are not needed. */
  decay: number;
  seed: number;
};

const rate = 0.3;
// After this many rounds the head knows enough to say which clause shows the worry.
const roundsBeforeParts = 2;

type Learner = Trained & { slopes: Float32Array; chance: Float64Array; errors: Float64Array; decay: number };

/**
 * Trains one head: logistic regression over the labels (softmax), by gradient steps that shrink for what has been seen
 * often (AdaGrad), over the answers in an order that the seed decides.
 */
export function trainHead<Label>(examples: readonly Example<Label>[], training: Training<Label>): Trained {
  const { features, labels, labelOf, byPart, rounds, decay, seed } = training;
  const learner: Learner = {
    weights: new Float32Array(features * labels),
    bias: new Float64Array(labels),
    slopes: new Float32Array(features * labels).fill(1e-3),
    chance: new Float64Array(labels),
    errors: new Float64Array(labels),
    decay,
  };
  const usable = examples.filter(({ label }) => labelOf(label) >= 0);
  const next = randomNumbers(seed);
  for (let round = 0; round < rounds; round += 1) {
    for (const { label, parts } of shuffle(usable, next)) {
      const own = labelOf(label);
      const [whole, ...clauses] = parts;
      if (whole) learnFrom(learner, whole, own, 1);
      if (byPart && clauses.length > 0) learnParts(learner, clauses, own, round);
    }
  }
  return { weights: learner.weights, bias: learner.bias };
}

function learnParts(learner: Learner, clauses: readonly Vector[], own: number, round: number): void {
  if (own === 0) {
    for (const clause of clauses) learnFrom(learner, clause, 0, Math.min(1, 2 / clauses.length));
  } else if (round >= roundsBeforeParts) {
    const clearest = clearestOf(learner, clauses, own);
    if (clearest) learnFrom(learner, clearest, own, 0.8);
  }
}

/** The scores of all labels for one part. */
export function scoreVector({ weights, bias }: Trained, vector: Vector, into: Float64Array): Float64Array {
  const labels = into.length;
  const { features, values } = vector;
  into.set(bias);
  for (let index = 0; index < features.length; index += 1) {
    const value = values[index] ?? 0;
    const from = (features[index] ?? 0) * labels;
    for (let label = 0; label < labels; label += 1)
      into[label] = (into[label] ?? 0) + (weights[from + label] ?? 0) * value;
  }
  return into;
}

function learnFrom(learner: Learner, vector: Vector, own: number, weight: number): void {
  const { weights, bias, slopes, chance, errors, decay } = learner;
  toChances(scoreVector(learner, vector, chance));
  if (1 - (chance[own] ?? 0) < 2e-3) return;
  const labels = chance.length;
  for (let label = 0; label < labels; label += 1)
    errors[label] = ((chance[label] ?? 0) - (label === own ? 1 : 0)) * weight;
  const { features, values } = vector;
  for (let index = 0; index < features.length; index += 1) {
    const value = values[index] ?? 0;
    const from = (features[index] ?? 0) * labels;
    for (let label = 0; label < labels; label += 1) {
      const error = errors[label] ?? 0;
      if (error < 1e-4 && error > -1e-4) continue;
      const at = from + label;
      const slope = error * value + decay * (weights[at] ?? 0);
      const seen = (slopes[at] ?? 0) + slope * slope;
      slopes[at] = seen;
      weights[at] = (weights[at] ?? 0) - (rate * slope) / Math.sqrt(seen);
    }
  }
  for (let label = 0; label < labels; label += 1)
    bias[label] = (bias[label] ?? 0) - 0.02 * (errors[label] ?? 0);
}

function clearestOf(learner: Learner, clauses: readonly Vector[], own: number): Vector | null {
  let best: { vector: Vector; lead: number } | null = null;
  for (const vector of clauses) {
    const scores = scoreVector(learner, vector, learner.chance);
    const lead = (scores[own] ?? 0) - (scores[0] ?? 0);
    if (!best || lead > best.lead) best = { vector, lead };
  }
  return best?.vector ?? null;
}

function toChances(scores: Float64Array): void {
  const highest = Math.max(...scores);
  let sum = 0;
  for (let label = 0; label < scores.length; label += 1) {
    const power = Math.exp((scores[label] ?? 0) - highest);
    scores[label] = power;
    sum += power;
  }
  for (let label = 0; label < scores.length; label += 1) scores[label] = (scores[label] ?? 0) / sum;
}
