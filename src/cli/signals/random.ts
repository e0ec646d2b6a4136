/** Numbers from 0 up to 1 that the seed decides. Numerical Recipes' linear congruence: the same on every machine. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** The items in an order that the numbers decide. */
export function shuffle<T>(items: readonly T[], next: () => number): T[] {
  const out = [...items];
  for (let at = out.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const one = out[at];
    const two = out[other];
    if (one !== undefined && two !== undefined) {
      out[at] = two;
      out[other] = one;
    }
  }
  return out;
}
