import { boundedMap } from '../bounded-map.js';
import { canonical, createNormaliser, type Token } from './normalise.js';

/** A set of class numbers, a bit for each. */
export type Bits = Uint32Array;

/** A text with the word classes of each token worked out once, for all patterns. */
export type Tagged = {
  tokens: readonly Token[];
  /** The classes of each token. */
  classes: readonly Bits[];
  /** The classes of all tokens together. */
  present: Bits;
  /** Where the words end: emoji after them do not count. */
  end: number;
};

/** Word classes of all patterns together, built once. */
export type Vocabulary = {
  classOf: (items: readonly string[]) => number;
  /** Length of the shortest word of a class. */
  shortest: (id: number) => number;
  /** Tags a text; from the first one on there can be no new classes. */
  tag: (tokens: readonly Token[], isKnown: (token: Token) => boolean) => Tagged;
};

const fuzzyLength = 7;

/** Whether a set of classes holds one. */
export function holds(bits: Bits | undefined, id: number): boolean {
  return bits !== undefined && (((bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
}

/** Where the words of a class stand in a text. */
export function placesOf({ classes, present }: Tagged, id: number): number[] {
  return holds(present, id) ? [...classes.keys()].filter((at) => holds(classes[at], id)) : [];
}

/** A set of these classes, of a vocabulary of this size. */
export function bitsOf(ids: Iterable<number>, size: number): Bits {
  const bits = new Uint32Array((size + 31) >>> 5);
  for (const id of ids) bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << (id & 31));
  return bits;
}

/** An empty vocabulary; compile all patterns with it before tagging texts. */
export function createVocabulary(spelling: ReadonlyMap<string, string>): Vocabulary {
  const ids = new Map<string, number>();
  const lengths: number[] = [];
  const words = createClassWords(spelling);
  const known = boundedMap<string, Bits>(20_000);
  const classOf = (items: readonly string[]): number => {
    const key = items.join(' ');
    const before = ids.get(key);
    if (before !== undefined) return before;
    const id = ids.size;
    ids.set(key, id);
    lengths.push(Math.min(...items.map((item) => item.length)));
    for (const item of items) words.add(item, id);
    return id;
  };
  return {
    classOf,
    shortest: (id) => lengths[id] ?? 0,
    tag: (tokens, isKnown) => {
      const classes = tokens.map((token) =>
        known(token.text, () => bitsOf(words.classesOf(token, isKnown(token)), ids.size)),
      );
      const end = tokens.findLastIndex((token) => token.kind !== 'emoji') + 1;
      return { tokens, classes, present: union(classes, ids.size), end };
    },
  };
}

function union(all: readonly Bits[], size: number): Bits {
  const present = new Uint32Array((size + 31) >>> 5);
  for (const bits of all)
    for (let at = 0; at < present.length; at += 1) present[at] = (present[at] ?? 0) | (bits[at] ?? 0);
  return present;
}

type ClassWords = {
  add: (item: string, id: number) => void;
  classesOf: (token: Token, isKnown: boolean) => ReadonlySet<number>;
};

// Words, beginnings and endings, and the long words also when they are misspelt.
function createClassWords(spelling: ReadonlyMap<string, string>): ClassWords {
  const readWord = createNormaliser(spelling);
  const readPart = createNormaliser(new Map());
  // The same word stands in many lists.
  const plain = boundedMap<string, string>(20_000);
  const edges = new Set<number>();
  const exact = new Map<string, number[]>();
  const prefixes = new Map<string, number[]>();
  const suffixes = new Map<string, number[]>();
  const long: [string, number][] = [];
  let misspelt: ReadonlyMap<string, readonly number[]> | null = null;
  const add = (item: string, id: number): void => {
    const whole = !item.includes('*');
    const bare = plain(item, () => {
      const read = whole ? readWord : readPart;
      return read(item.replaceAll('*', '')).tokens[0]?.text ?? item;
    });
    if (!whole) {
      edges.add(bare.length);
      push(item.endsWith('*') ? prefixes : suffixes, bare, id);
      return;
    }
    push(exact, canonical(bare), id);
    if (bare.length >= fuzzyLength) long.push([canonical(bare), id]);
  };
  const classesOf = (token: Token, isKnown: boolean): ReadonlySet<number> => {
    const found = new Set(exact.get(token.canon));
    for (const length of edges) {
      if (length > token.text.length) continue;
      for (const id of prefixes.get(token.text.slice(0, length)) ?? []) found.add(id);
      for (const id of suffixes.get(token.text.slice(-length)) ?? []) found.add(id);
    }
    if (found.size === 0 && !isKnown && token.canon.length >= fuzzyLength - 1) {
      misspelt ??= misspellings(long);
      for (const variant of deletions(token.canon))
        for (const id of misspelt.get(variant) ?? []) found.add(id);
    }
    return found;
  };
  return { add, classesOf };
}

// Made at the first word that nobody knows: most starts of a command never meet one.
function misspellings(long: readonly [string, number][]): Map<string, number[]> {
  const misspelt = new Map<string, number[]>();
  for (const [word, id] of long) for (const variant of deletions(word)) push(misspelt, variant, id);
  return misspelt;
}

// A word with one letter wrong, missing or extra shares a form with one letter left out.
function deletions(word: string): string[] {
  return [word, ...Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
