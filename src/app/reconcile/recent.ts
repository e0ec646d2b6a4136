/** A bounded memory of keys. It saves work and is never the only guard: it forgets, and a new process knows nothing. */
export type Recent = { has: (key: string) => boolean; add: (key: string) => void };

/** Remembers at least the last `limit` keys, and at most twice as many: whole generations are forgotten. */
export function createRecent(limit: number): Recent {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    has: (key) => young.has(key) || old.has(key),
    add: (key) => {
      young.add(key);
      if (young.size < limit) return;
      old = young;
      young = new Set();
    },
  };
}
