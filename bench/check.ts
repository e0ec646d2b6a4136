import type { Ratio, Results } from './result.js';
import { spreadOf } from './statistics.js';

/** A ratio that is worse than the one that is kept, by more than both vary by themselves. */
export type Fallen = { id: string; what: string; before: number; now: number; noise: number };

/** Compares ratios only: what a machine does in a second says nothing about another machine. */
export function fallen(kept: Results, now: Pick<Results, 'sections'>): Fallen[] {
  const before = new Map(ratiosOf(kept).map((ratio) => [ratio.id, ratio]));
  return ratiosOf(now).flatMap((ratio) => {
    const old = before.get(ratio.id);
    const fall = old === undefined ? null : fallOf(old, ratio);
    return fall === null ? [] : [fall];
  });
}

const ratiosOf = ({ sections }: Pick<Results, 'sections'>): Ratio[] =>
  sections.flatMap(({ ratios }) => ratios.filter(({ unit }) => unit === undefined));

/** The noise of a ratio is half of what lies between its best and its worst run; that of both is added. */
function fallOf(before: Ratio, now: Ratio): Fallen | null {
  const [old, fresh] = [spreadOf(before.runs), spreadOf(now.runs)];
  const noise = (old.max - old.min) / 2 + (fresh.max - fresh.min) / 2;
  const worse = now.better === 'more' ? old.median - fresh.median : fresh.median - old.median;
  if (!(worse > noise)) return null;
  return { id: now.id, what: now.what, before: old.median, now: fresh.median, noise };
}
