/** Parts of a whole; `rate` is null where there is nothing to count. `low` and `high` hold it in 95 of 100 samples. */
export type Rate = { hits: number; of: number; rate: number | null; low: number; high: number };

// The normal quantile of a two-sided interval of 95 %.
const quantile = 1.96;

/** A share with its Wilson interval, which stays honest for few cases and near 0 and 1. */
export function rateOf(hits: number, of: number): Rate {
  if (of === 0) return { hits, of, rate: null, low: 0, high: 1 };
  const share = hits / of;
  const square = quantile * quantile;
  const middle = share + square / (2 * of);
  const spread = quantile * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  const scale = 1 + square / of;
  return {
    hits,
    of,
    rate: share,
    low: hits === 0 ? 0 : Math.max(0, (middle - spread) / scale),
    high: hits === of ? 1 : Math.min(1, (middle + spread) / scale),
  };
}
