/**
 * Remembers what was worked out for a key, up to a number of keys; then it starts again from nothing. Words come back
 * all day long, and the bound keeps a flood of new ones from filling the memory. What it gives back never depends on
 * what it remembers.
 */
export function boundedMap<K, V>(limit: number): (key: K, make: () => V) => V {
  const known = new Map<K, V>();
  return (key, make) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make();
    if (known.size >= limit) known.clear();
    known.set(key, made);
    return made;
  };
}
