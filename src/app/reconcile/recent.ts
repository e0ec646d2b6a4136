/** A bounded memory of keys. It saves work and is never the only guard: it forgets, and a new process knows nothing. */
export type Recent = { has: (key: string) => boolean; add: (key: string) => void };

/** Remembers at least the last `limit` keys, and at most twice as many: whole generations are forgotten. */
export function createRecent(limit: number): Recent {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    has: (key) => young.has(key) || old.has(key),
    add: (key) => {
      young.add(ownCopy(key));
      if (young.size < limit) return;
      old = young;
      young = new Set();
    },
  };
}

/**
 * The key by itself. One that was cut out of a request would keep the whole request in memory for as long as it is
 * remembered, a student's words among it.
 */
const ownCopy = (key: string): string => Buffer.from(key).toString();
