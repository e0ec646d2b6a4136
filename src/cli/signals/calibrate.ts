import { supportedScore } from '../../core/signals/model/model-worry.js';

/** A score that was given without having seen the answer, and whether there was a worry. */
export type HeldOut = { score: number; ruleConfidence: number; worry: boolean };

// Real life holds far fewer worries than the written answers; this is what a chance is told for.
const steps = 200;
const rate = 0.5;

/**
 * Platt's scaling: the slope and start that make held-out scores into chances. Both kinds of answer count the same in
 * all, because how often each was written says nothing about a school.
 */
export function calibrate(heldOut: readonly HeldOut[]): { slope: number; start: number } {
  const worries = heldOut.filter(({ worry }) => worry).length;
  const weights = heldOut.map(({ worry }) => 0.5 / (worry ? worries : heldOut.length - worries));
  let slope = 0.5;
  let start = 0;
  for (let step = 0; step < steps; step += 1) {
    let toSlope = 0;
    let toStart = 0;
    for (const [index, { score, ruleConfidence, worry }] of heldOut.entries()) {
      const supported = supportedScore(score, ruleConfidence);
      const error = 1 / (1 + Math.exp(-(slope * supported + start))) - (worry ? 1 : 0);
      toSlope += error * supported * (weights[index] ?? 0);
      toStart += error * (weights[index] ?? 0);
    }
    slope -= rate * 0.2 * toSlope;
    start -= rate * toStart;
  }
  return { slope, start };
}
