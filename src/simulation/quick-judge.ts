import { boundedMap } from '../core/bounded-map.js';
import type { Assess, Assessment } from '../core/signals/index.js';
import { markOf, marks } from './marks.js';

/** Answers that are remembered, with what went before them some kilobytes each: as many as some short years bring. */
const remembered = 5000;

/**
 * A judge that knows the made-up answers by heart: they are a few, told apart by a number that means nothing. What may
 * be a worry is judged as it stands, each time.
 */
export function quickJudge(assess: Assess): Assess {
  const known = boundedMap<string, Assessment>(remembered);
  return (input) => {
    const without = JSON.stringify(input).replace(marks, markOf(0));
    const judged = known(without, () => assess(JSON.parse(without) as typeof input));
    return judged.concern === null ? judged : assess(input);
  };
}
