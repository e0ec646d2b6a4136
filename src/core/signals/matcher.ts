import { boundedMap } from './bounded-map.js';
import { canonical, normalise, type Token } from './normalise.js';
import type { Element, Pattern, Sequence } from './pattern.js';

/** Where a pattern was found: the tokens it names, not those in its gaps. */
export type Hit = { at: readonly number[]; first: number; last: number };

/** A text with the word classes of each token worked out once, for all patterns. */
export type Tagged = {
  tokens: readonly Token[];
  classes: readonly (readonly number[])[];
  where: ReadonlyMap<number, readonly number[]>;
  /** Where the words end: emoji after them do not count. */
  end: number;
};

/** Word classes of all patterns together, built once. */
export type Vocabulary = {
  classOf: (items: readonly string[]) => number;
  /** Length of the shortest word of a class. */
  shortest: (id: number) => number;
  tag: (tokens: readonly Token[], isKnown: (token: Token) => boolean) => Tagged;
};

/** A pattern whose words are class numbers. */
export type Compiled = { parts: readonly (readonly Place[])[]; needs: readonly number[] };

type Place = { kind: 'class'; id: number; optional: boolean } | Exclude<Element, { kind: 'words' }>;

// Parts joined by & must lie this near: a student's thought runs on without full stops, but not for ever.
const nearby = 14;
const fuzzyLength = 7;

/** An empty vocabulary; compile all patterns with it before tagging texts. */
export function createVocabulary(spelling: ReadonlyMap<string, string>): Vocabulary {
  const ids = new Map<string, number>();
  const lengths: number[] = [];
  const edges = new Set<number>();
  const exact = new Map<string, number[]>();
  const prefixes = new Map<string, number[]>();
  const suffixes = new Map<string, number[]>();
  const long: [string, number][] = [];
  let misspelt: ReadonlyMap<string, readonly number[]> | null = null;
  const add = (item: string, id: number): void => {
    const plain = normalise(item.replaceAll('*', ''), item.includes('*') ? undefined : spelling).tokens[0]
      ?.text;
    const bare = plain ?? item;
    if (bare !== item && item.includes('*')) edges.add(bare.length);
    if (item.endsWith('*')) push(prefixes, bare, id);
    else if (item.startsWith('*')) push(suffixes, bare, id);
    else push(exact, canonical(bare), id);
    if (!item.startsWith('*') && !item.endsWith('*') && bare.length >= fuzzyLength)
      long.push([canonical(bare), id]);
  };
  const known = boundedMap<string, readonly number[]>(20_000);
  const classOf = (items: readonly string[]): number => {
    const key = items.join(' ');
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = ids.size;
    ids.set(key, id);
    lengths.push(Math.min(...items.map((item) => item.length)));
    for (const item of items) add(item, id);
    return id;
  };
  const classesOf = (token: Token, isKnown: boolean): readonly number[] => {
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
    return [...found];
  };
  return {
    classOf,
    shortest: (id) => lengths[id] ?? 0,
    tag: (tokens, isKnown) =>
      tagAll(tokens, (token) => known(token.text, () => classesOf(token, isKnown(token)))),
  };
}

/** Turns the words of a pattern into classes of the vocabulary. */
export function compile(pattern: Pattern, vocabulary: Vocabulary): Compiled {
  const parts = pattern.parts.map((part: Sequence) =>
    part.map((element): Place =>
      element.kind === 'words'
        ? { kind: 'class', id: vocabulary.classOf(element.items), optional: element.optional }
        : element,
    ),
  );
  const needs = parts
    .flat()
    .flatMap((place) => (place.kind === 'class' && !place.optional ? [place.id] : []));
  // Long words are rare: asked first, they rule most patterns out at once.
  return {
    parts,
    needs: [...new Set(needs)].sort((a, b) => vocabulary.shortest(b) - vocabulary.shortest(a)),
  };
}

/** The first place where the pattern holds and `accept` agrees, or null. Work is bounded by text × pattern. */
export function find(
  compiled: Compiled,
  tagged: Tagged,
  accept: (hit: Hit) => boolean = () => true,
): Hit | null {
  if (!compiled.needs.every((id) => tagged.where.has(id))) return null;
  const [head, ...others] = compiled.parts;
  if (!head) return null;
  for (const hit of hits(head, tagged)) {
    const near = others.map((part) => firstNear(part, tagged, hit));
    if (near.some((other) => other === null)) continue;
    const at = [hit, ...near.filter((other) => other !== null)]
      .flatMap((one) => one.at)
      .sort((a, b) => a - b);
    const whole = { at, first: at[0] ?? 0, last: at.at(-1) ?? 0 };
    if (accept(whole)) return whole;
  }
  return null;
}

function firstNear(part: readonly Place[], tagged: Tagged, hit: Hit): Hit | null {
  for (const other of hits(part, tagged)) {
    if (other.first > hit.last + nearby) return null;
    if (other.last >= hit.first - nearby && !other.at.some((at) => hit.at.includes(at))) return other;
  }
  return null;
}

function* hits(part: readonly Place[], tagged: Tagged): Generator<Hit> {
  const lead = part[0];
  const starts =
    lead?.kind === 'class' && !lead.optional ? (tagged.where.get(lead.id) ?? []) : tagged.tokens.keys();
  for (const start of starts) {
    const at = follow(part, 0, start, tagged, []);
    const first = at?.[0];
    const last = at?.at(-1);
    if (at && first !== undefined && last !== undefined) yield { at, first, last };
    if (lead?.kind === 'start') return;
  }
}

function follow(
  part: readonly Place[],
  index: number,
  position: number,
  tagged: Tagged,
  at: readonly number[],
): readonly number[] | null {
  const place = part[index];
  if (!place) return at;
  switch (place.kind) {
    case 'start':
      return position === 0 ? follow(part, index + 1, position, tagged, at) : null;
    case 'end':
      return position >= tagged.end ? follow(part, index + 1, position, tagged, at) : null;
    case 'gap':
      for (
        let skipped = 0;
        skipped <= place.max && position + skipped <= tagged.tokens.length;
        skipped += 1
      ) {
        const found = follow(part, index + 1, position + skipped, tagged, at);
        if (found) return found;
      }
      return null;
    case 'class': {
      const fits =
        tagged.classes[position]?.includes(place.id) === true && sameSentence(tagged, at.at(-1), position);
      const found = fits ? follow(part, index + 1, position + 1, tagged, [...at, position]) : null;
      return found ?? (place.optional ? follow(part, index + 1, position, tagged, at) : null);
    }
  }
}

function sameSentence(tagged: Tagged, before: number | undefined, position: number): boolean {
  return before === undefined || tagged.tokens[before]?.sentence === tagged.tokens[position]?.sentence;
}

function tagAll(tokens: readonly Token[], classesOf: (token: Token) => readonly number[]): Tagged {
  const where = new Map<number, number[]>();
  const classes = tokens.map((token, at) => {
    const ids = classesOf(token);
    for (const id of ids) push(where, id, at);
    return ids;
  });
  const end = tokens.findLastIndex((token) => token.kind !== 'emoji') + 1;
  return { tokens, classes, where, end };
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
