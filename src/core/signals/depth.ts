import { depthCues, type DepthCue } from './lexicon-schema.js';
import type { Lexicons } from './lexicons.js';
import { compile, find, type Compiled } from './matcher.js';
import type { Depth, Effort } from './types.js';
import type { Tagged, Vocabulary } from './vocabulary.js';

/** How far an answer reflects, with a finer score. */
export type DepthJudgement = { depth: Depth; depthScore: number };

/** Prepares the signs of depth. Length plays no part: a reason in four words is a reason. */
export function createDepthJudge(
  lexicons: Lexicons,
  vocabulary: Vocabulary,
): (answer: Tagged, prompt: Tagged, effort: Effort, expected: number | null) => DepthJudgement {
  const compiled = new Map<DepthCue, Compiled[]>(
    depthCues.map((cue) => [cue, lexicons.depth[cue].map((pattern) => compile(pattern, vocabulary))]),
  );
  const count = (cue: DepthCue, text: Tagged): number =>
    (compiled.get(cue) ?? []).filter((pattern) => find(pattern, text)).length;
  return (answer, prompt, effort, expected) => {
    if (effort === 'none') return { depth: 0, depthScore: 0 };
    if (expected !== null) return levelOf(expected);
    const found = {
      reason: count('reason', answer),
      feeling: count('feeling', answer),
      weigh: count('weigh', answer),
      plan: count('plan', answer),
    };
    const askedForPlan = count('plan', prompt) > 0;
    const depth = effort === 'thin' ? 0 : level(found, askedForPlan);
    const signs = found.reason + found.feeling + found.weigh + found.plan;
    const depthScore = Math.round(((depth + Math.min(0.9, signs * 0.2)) / 4) * 100) / 100;
    return { depth, depthScore };
  };
}

// What the model expects, as a level and on the scale from 0 to 1.
function levelOf(expected: number): { depth: Depth; depthScore: number } {
  const depth: Depth = expected < 0.5 ? 0 : expected < 1.5 ? 1 : expected < 2.5 ? 2 : 3;
  return { depth, depthScore: Math.round(Math.min(1, expected / 3) * 1000) / 1000 };
}

function level(found: Readonly<Record<DepthCue, number>>, askedForPlan: boolean): Depth {
  const explains = found.reason + found.feeling > 0;
  const plans = found.plan > 0 || askedForPlan;
  if (plans && (found.weigh > 0 || (found.reason > 0 && (found.plan > 0 || askedForPlan)))) return 3;
  if (explains || found.weigh > 0 || plans) return 2;
  return 1;
}
