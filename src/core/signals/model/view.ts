import type { Token } from '../normalise.js';
import { concernCategories, type ConcernAbout, type ConcernCategory, type Severity } from '../types.js';
import type { Part } from './parts.js';
import type { Scorer } from './scores.js';

/** What the model makes of an answer. */
export type ModelView = {
  /** How much speaks for any worry: log odds, before they are calibrated. */
  score: number;
  /** The most likely category, should there be a worry. */
  category: ConcernCategory;
  severity: Severity;
  about: ConcernAbout;
  /** Chance of each of none, thin and ok. */
  effort: readonly number[];
  /** Expected depth, 0 to 3. */
  depth: number;
  /** Where the worry shows most. */
  part: Part;
};

const severities: readonly Severity[] = ['acute', 'high', 'medium'];
const abouts: readonly ConcernAbout[] = ['self', 'staff', 'company', 'home', 'peer', 'unknown'];

/** The heads that a view is read from, in the order in which a model holds them. */
export const modelHeads = [
  { name: 'concern', labels: ['none', ...concernCategories] },
  { name: 'category', labels: concernCategories },
  { name: 'severity', labels: severities },
  { name: 'about', labels: abouts },
  { name: 'effort', labels: ['none', 'thin', 'ok'] },
  { name: 'depth', labels: ['0', '1', '2', '3'] },
] as const;

const at = startOfHeads();

/** Prepares the model; the function it returns judges an answer that has at least one token. */
export function createModelViewer(
  scorer: Scorer,
): (tokens: readonly Token[], prompt: readonly Token[]) => ModelView {
  return (tokens, prompt) => {
    const { whole, clearest } = scorer.score(tokens, prompt, anyWorry);
    const both = whole.values.map((value, column) => value + (clearest.values[column] ?? 0));
    const depth = chances(whole.values, at.depth, 4);
    return {
      score: (anyWorry(whole.values) + anyWorry(clearest.values)) / 2,
      category: concernCategories[highest(both, at.category, concernCategories.length)] ?? 'help_request',
      severity: severities[highest(both, at.severity, 3)] ?? 'high',
      about: abouts[highest(both, at.about, abouts.length)] ?? 'unknown',
      effort: chances(whole.values, at.effort, 3),
      depth: depth.reduce((sum, chance, level) => sum + chance * level, 0),
      part: clearest.part,
    };
  };
}

/** Log odds of any category against none. */
function anyWorry(values: readonly number[]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let column = 1; column <= concernCategories.length; column += 1)
    most = Math.max(most, values[column] ?? most);
  let sum = 0;
  for (let column = 1; column <= concernCategories.length; column += 1)
    sum += Math.exp((values[column] ?? 0) - most);
  return most + Math.log(sum) - (values[0] ?? 0);
}

function highest(values: readonly number[], from: number, count: number): number {
  let best = 0;
  for (let index = 1; index < count; index += 1)
    if ((values[from + index] ?? 0) > (values[from + best] ?? 0)) best = index;
  return best;
}

function chances(values: readonly number[], from: number, count: number): number[] {
  const own = Array.from({ length: count }, (_, index) => values[from + index] ?? 0);
  const most = Math.max(...own);
  const powers = own.map((value) => Math.exp(value - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function startOfHeads(): Readonly<Record<(typeof modelHeads)[number]['name'], number>> {
  const starts = { concern: 0, category: 0, severity: 0, about: 0, effort: 0, depth: 0 };
  let next = 0;
  for (const head of modelHeads) {
    starts[head.name] = next;
    next += head.labels.length;
  }
  return starts;
}
