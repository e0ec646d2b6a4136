import type { WordClasses } from '../../core/signals/model/classes.js';
import { writeModel } from '../../core/signals/model/linear-model.js';
import type { ModelFile } from '../../core/signals/model/model-schema.js';
import { modelHeads } from '../../core/signals/model/view.js';
import { exampleOf, featuresOf, type Example } from './examples.js';
import type { Labelled } from './labelled.js';
import { trainHead, type Trained } from './train-head.js';

/** What training needs besides the answers. */
export type TrainingContext = {
  classes: WordClasses;
  spelling: ReadonlyMap<string, string>;
  seed: number;
  calibration: ModelFile['calibration'];
};

// A feature of fewer answers than this says more about those answers than about the next one.
const leastAnswers = 4;

/** Trains all heads and writes the model. The same answers in the same order give the same bytes. */
export function trainModel(answers: readonly Labelled[], context: TrainingContext): ModelFile {
  const known = frequentFeatures(answers, context);
  const examples = answers.map((label) =>
    exampleOf(label, context.classes, context.spelling, (feature) => known.has(feature)),
  );
  const trained = modelHeads.map((head) => ({ head, ...trainOne(head, examples, context.seed) }));
  const bias = trained.flatMap((one) => [...one.bias]);
  const rows = new Map<number, Float64Array>();
  for (const feature of known)
    rows.set(
      feature,
      Float64Array.from(
        trained.flatMap(({ head, weights }) =>
          head.labels.map((_, label) => weights[feature * head.labels.length + label] ?? 0),
        ),
      ),
    );
  return writeModel(modelHeads, bias, rows, context.calibration);
}

function trainOne(
  head: (typeof modelHeads)[number],
  examples: readonly Example<Labelled>[],
  seed: number,
): Trained {
  const labels: readonly string[] = head.labels;
  return trainHead(examples, {
    labels: labels.length,
    labelOf: (answer) => labels.indexOf(labelFor(head.name, answer) ?? ''),
    byPart: head.name === 'concern',
    seed,
  });
}

// An earlier answer sent again is no answer, but nothing in its words says so.
function labelFor(head: (typeof modelHeads)[number]['name'], answer: Labelled): string | null {
  const whole = answer.only === undefined;
  switch (head) {
    case 'concern':
      return answer.concern ?? 'none';
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

function frequentFeatures(answers: readonly Labelled[], context: TrainingContext): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const answer of answers)
    for (const feature of featuresOf(answer, context.classes, context.spelling))
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= leastAnswers).map(([feature]) => feature));
}
