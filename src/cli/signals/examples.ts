import type { WordClasses } from '../../core/signals/model/classes.js';
import { seeFeatures } from '../../core/signals/model/features.js';
import { partsOf } from '../../core/signals/model/parts.js';
import { partWeight } from '../../core/signals/model/scores.js';
import { normalise } from '../../core/signals/normalise.js';

/** Features of one part of an answer, and what they count. */
export type Vector = { features: Int32Array; values: Float64Array };

/** An answer made ready for training: its parts, the whole first. */
export type Example<Label> = { label: Label; parts: Vector[] };

type Collected = { words: number; squares: number; values: Map<number, number> };

/** Takes the features out of an answer, part by part, exactly as the judge will see them. */
export function exampleOf<Label extends { answer: string; prompt: string }>(
  label: Label,
  classes: WordClasses,
  spelling: ReadonlyMap<string, string>,
  knows: (feature: number) => boolean,
): Example<Label> {
  const { tokens } = normalise(label.answer, spelling);
  const parts = partsOf(tokens);
  const collected = parts.map(({ first, last }): Collected => ({
    words: last - first + 1,
    squares: 0,
    values: new Map(),
  }));
  seeFeatures(tokens, classes, normalise(label.prompt, spelling).tokens, (feature, value, first, last) => {
    if (!knows(feature)) return;
    for (const [index, part] of parts.entries()) {
      const into = collected[index];
      if (!into || first < part.first || last > part.last) continue;
      into.squares += value * value;
      into.values.set(feature, (into.values.get(feature) ?? 0) + value);
    }
  });
  return { label, parts: collected.map(vectorOf) };
}

/** The features of an answer as a set, to count in how many answers each is found. */
export function featuresOf(
  label: { answer: string; prompt: string },
  classes: WordClasses,
  spelling: ReadonlyMap<string, string>,
): ReadonlySet<number> {
  const found = new Set<number>();
  const { tokens } = normalise(label.answer, spelling);
  seeFeatures(tokens, classes, normalise(label.prompt, spelling).tokens, (feature) => found.add(feature));
  return found;
}

function vectorOf({ words, squares, values }: Collected): Vector {
  const weight = partWeight(words, squares);
  return {
    features: Int32Array.from(values.keys()),
    values: Float64Array.from(values.values(), (value) => value * weight),
  };
}
