/** Spearman's rank correlation with shared ranks for ties, or null when one side does not vary. */
export function spearman(pairs: readonly (readonly [number, number])[]): number | null {
  const left = ranks(pairs.map(([value]) => value));
  const right = ranks(pairs.map(([, value]) => value));
  const mean = (pairs.length + 1) / 2;
  let both = 0;
  let a = 0;
  let b = 0;
  for (const [index, rank] of left.entries()) {
    const x = rank - mean;
    const y = (right[index] ?? mean) - mean;
    both += x * y;
    a += x * x;
    b += y * y;
  }
  return a === 0 || b === 0 ? null : both / Math.sqrt(a * b);
}

/**
 * Cohen's kappa for levels in an order, with quadratic weights: how far two readers agree beyond chance, a difference
 * of two levels counting four times as much as one. Null when one of them always says the same.
 */
export function weightedKappa(pairs: readonly (readonly [number, number])[], levels: number): number | null {
  const left = new Float64Array(levels);
  const right = new Float64Array(levels);
  let seen = 0;
  for (const [one, other] of pairs) {
    left[one] = (left[one] ?? 0) + 1;
    right[other] = (right[other] ?? 0) + 1;
    seen += (one - other) ** 2;
  }
  let byChance = 0;
  for (let one = 0; one < levels; one += 1)
    for (let other = 0; other < levels; other += 1)
      byChance += ((left[one] ?? 0) * (right[other] ?? 0) * (one - other) ** 2) / pairs.length;
  return byChance === 0 ? null : 1 - seen / byChance;
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((x, y) => x.value - y.value);
  const out = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (let at = start; at < end; at += 1) out[order[at]?.index ?? 0] = (start + end + 1) / 2;
    start = end;
  }
  return out;
}
