/** The most that a plain value can weigh as JSON, by its own reckoning; null: it is not the same after JSON. */
export type Weight = number | null;

/** Weights of what was looked at before: a new version of a thread shares nearly all of its parts with the one before. */
const known = new WeakMap<object, number>();

/** A letter of JSON is six bytes at most: "\u0007". */
const perLetter = 6;

/**
 * Freezes a value that JSON would give back as it is, and says what it weighs at most. Whoever changes what he wrote or
 * read then gets an error, so that a store may keep and give the very same value instead of a copy.
 */
export function frozenWeight(value: unknown): Weight {
  switch (typeof value) {
    case 'string':
      return value.length * perLetter + 2;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? 25 : null;
    case 'boolean':
      return 5;
    case 'object':
      return value === null ? 4 : objectWeight(value);
    default:
      return null;
  }
}

function objectWeight(value: object): Weight {
  const before = known.get(value);
  if (before !== undefined) return before;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isList = Array.isArray(value);
  if (!isList && prototype !== Object.prototype && prototype !== null) return null;
  let weight = 2;
  for (const [name, part] of Object.entries(value)) {
    const its = frozenWeight(part);
    if (its === null) return null;
    weight += its + 1 + (isList ? 0 : name.length * perLetter + 3);
  }
  if (isList && Object.keys(value).length !== value.length) return null;
  known.set(Object.freeze(value), weight);
  return weight;
}
