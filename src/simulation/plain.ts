/** The most that the new parts of a plain value can weigh as JSON; null: it would not be the same after JSON. */
export type Weight = number | null;

/** A letter of JSON is six bytes at most: "\u0007". */
const perLetter = 6;

/**
 * Freezes a value that JSON would give back as it is, and says what it weighs at most. Whoever changes what he wrote or
 * read then gets an error, so that a store may keep and give the very same value instead of a copy. What is frozen was
 * looked at before and is not weighed again: a new version of a thread shares nearly all of its parts with the last one.
 */
export function freshWeight(value: unknown): Weight {
  switch (typeof value) {
    case 'string':
      return value.length * perLetter + 2;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? 25 : null;
    case 'boolean':
      return 5;
    case 'object':
      return value === null || Object.isFrozen(value) ? 4 : objectWeight(value);
    default:
      return null;
  }
}

function objectWeight(value: object): Weight {
  const weight = Array.isArray(value) ? listWeight(value) : recordWeight(value as Record<string, unknown>);
  if (weight !== null) Object.freeze(value);
  return weight;
}

function listWeight(list: readonly unknown[]): Weight {
  let weight = 2;
  // A hole is undefined here, which JSON would make null.
  for (let place = 0; place < list.length; place += 1) {
    const its = freshWeight(list[place]);
    if (its === null) return null;
    weight += its + 1;
  }
  return weight;
}

function recordWeight(record: Record<string, unknown>): Weight {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null) return null;
  let weight = 2;
  for (const name of Object.keys(record)) {
    const its = freshWeight(record[name]);
    if (its === null) return null;
    weight += its + name.length * perLetter + 4;
  }
  return weight;
}
