import type { Assess, Assessment } from '../core/signals/index.js';

/** The number that tells one made-up answer from another. */
const marks = /kast \d{5}/gu;

/**
 * A judge that knows the made-up answers by heart: they are a few, told apart by a number that means nothing. What may
 * be a worry is judged as it stands, each time.
 */
export function quickJudge(assess: Assess): Assess {
  const known = new Map<string, Assessment>();
  return (input) => {
    const without = JSON.stringify(input).replace(marks, 'kast 10000');
    const before = known.get(without);
    if (before !== undefined && before.concern === null) return before;
    const judged = assess(JSON.parse(without) as typeof input);
    known.set(without, judged);
    return judged.concern === null ? judged : assess(input);
  };
}
