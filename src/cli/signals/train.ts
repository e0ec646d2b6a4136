import type { WordClasses } from '../../core/signals/model/classes.js';
import { writeModel } from '../../core/signals/model/linear-model.js';
import type { ModelFile } from '../../core/signals/model/model-schema.js';
import { modelHeads } from '../../core/signals/model/view.js';
import { withOrdinaryClauses } from './augment.js';
import { exampleOf, featuresOf, type Example } from './examples.js';
import type { Labelled } from './labelled.js';
import { trainHead, type Trained } from './train-head.js';

/** What training needs besides the answers. */
export type TrainingContext = {
  classes: WordClasses;
  spelling: ReadonlyMap<string, string>;
  seed: number;
  calibration: ModelFile['calibration'];
  /** The heads to train; the others answer nothing. All of them where it is left out. */
  only?: readonly HeadName[];
  /** How many models are trained and averaged. */
  repeats?: number;
};

type Head = (typeof modelHeads)[number];
type HeadName = Head['name'];

// A feature of fewer answers than this says more about those answers than about the next one.
const leastAnswers = 4;
// The mean of models that saw the answers in another order: steadier, and as one model it costs nothing.
const usualRepeats = 4;

// Measured by group: whether there is a worry asks for nearly free weights, naming it for more restraint.
const detecting = { rounds: 6, decay: 3e-5 };
const naming = { rounds: 12, decay: 3e-3 };
const manner: Readonly<Record<HeadName, { rounds: number; decay: number }>> = {
  concern: detecting,
  category: naming,
  severity: detecting,
  about: naming,
  effort: detecting,
  depth: detecting,
};

/** Trains the heads and writes the model. The same answers in the same order give the same bytes. */
export function trainModel(answers: readonly Labelled[], context: TrainingContext): ModelFile {
  const all = withOrdinaryClauses(answers, context.seed);
  const rowOf = frequentFeatures(all, context);
  const examples = all.map((label) => numbered(label, rowOf, context));
  const trained = modelHeads.map((head) => ({
    labels: head.labels.length,
    ...(context.only?.includes(head.name) === false
      ? untrained(head, rowOf.size)
      : trainOne(head, examples, rowOf.size, context)),
  }));
  const bias = trained.flatMap((one) => [...one.bias]);
  const rows = new Map<number, Float64Array>();
  for (const [feature, row] of rowOf)
    rows.set(
      feature,
      Float64Array.from(
        trained.flatMap(({ labels, weights }) => [...weights.subarray(row * labels, (row + 1) * labels)]),
      ),
    );
  return writeModel(modelHeads, bias, rows, context.calibration);
}

function numbered(
  label: Labelled,
  rowOf: ReadonlyMap<number, number>,
  { classes, spelling }: TrainingContext,
): Example<Labelled> {
  const example = exampleOf(label, classes, spelling, (feature) => rowOf.has(feature));
  for (const { features } of example.parts)
    for (let at = 0; at < features.length; at += 1) features[at] = rowOf.get(features[at] ?? -1) ?? 0;
  return example;
}

function trainOne(
  head: Head,
  examples: readonly Example<Labelled>[],
  features: number,
  { seed, repeats = usualRepeats }: TrainingContext,
): Trained {
  const labels: readonly string[] = head.labels;
  const mean = untrained(head, features);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const { weights, bias } = trainHead(examples, {
      features,
      labels: labels.length,
      labelOf: (answer) => labels.indexOf(labelFor(head.name, answer) ?? ''),
      byPart: head.name === 'concern',
      ...manner[head.name],
      seed: seed + 101 * repeat,
    });
    for (let at = 0; at < weights.length; at += 1)
      mean.weights[at] = (mean.weights[at] ?? 0) + (weights[at] ?? 0) / repeats;
    for (let at = 0; at < bias.length; at += 1)
      mean.bias[at] = (mean.bias[at] ?? 0) + (bias[at] ?? 0) / repeats;
  }
  return mean;
}

function untrained({ labels }: Head, features: number): Trained {
  return { weights: new Float32Array(features * labels.length), bias: new Float64Array(labels.length) };
}

// An earlier answer sent again is no answer, but nothing in its words says so.
function labelFor(head: HeadName, answer: Labelled): string | null {
  const whole = answer.only === undefined && !answer.id.endsWith('-joined');
  switch (head) {
    case 'concern':
      return answer.concern ?? 'none';
    case 'category':
      return answer.concern;
    case 'severity':
      return answer.severity;
    case 'about':
      return answer.concern === null ? null : (answer.about ?? null);
    case 'effort':
      return whole && !answer.earlier.includes(answer.answer) ? answer.effort : null;
    case 'depth':
      return whole ? String(answer.depth) : null;
  }
}

// The frequent features, each with the number that it has while training.
function frequentFeatures(
  answers: readonly Labelled[],
  context: TrainingContext,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const answer of answers)
    for (const feature of featuresOf(answer, context.classes, context.spelling))
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= leastAnswers);
  return new Map(frequent.map(([feature], row) => [feature, row]));
}
