/** Values in an order, found, added and taken out by halving. */
export type Ordered<T> = {
  readonly all: readonly T[];
  add: (value: T) => void;
  remove: (value: T) => void;
  /** How many come before it. */
  before: (value: T) => number;
};

/** @param compare Tells any two apart that are not the same. */
export function ordered<T>(compare: (a: T, b: T) => number): Ordered<T> {
  const all: T[] = [];
  const before = (value: T): number => {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const here = all[middle];
      if (here !== undefined && compare(here, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    all,
    before,
    add: (value) => void all.splice(before(value), 0, value),
    remove: (value) => {
      const place = before(value);
      const here = all[place];
      if (here !== undefined && compare(here, value) === 0) all.splice(place, 1);
    },
  };
}

// Half of a surrogate pair stands before some letters that its bytes stand behind.
const beyondBasic = /[\ud800-\uffff]/;

/** The order of the UTF-8 bytes of two texts, as every store lists them. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (beyondBasic.test(a) || beyondBasic.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
