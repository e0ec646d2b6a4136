/** One place of a pattern: a set of words, a bounded gap, or the edge of the answer. */
export type Element =
  | { kind: 'words'; items: readonly string[]; optional: boolean }
  | { kind: 'gap'; max: number }
  | { kind: 'start' }
  | { kind: 'end' };

/** A sequence of places. */
export type Sequence = readonly Element[];

/** Sequences that must all be found near each other, in any order (`&`). */
export type Pattern = { source: string; parts: readonly Sequence[] };

/** A pattern, or why its text is not one. */
export type ParsedPattern = { ok: true; pattern: Pattern } | { ok: false; message: string };

/** Families by name: `@me` in a pattern stands for the words of the family `me`. */
export type Families = ReadonlyMap<string, readonly string[]>;

const maxGap = 8;
const defaultGap = 4;

/**
 * Reads the pattern language: words; `a|b`; `word*` and `*word`; `@family`; `word?` (may be left out);
 * `...` (up to 4 words) or `..2` (up to 2); `^` and `$` for the edges of the answer; `&` between sequences.
 * Gaps and lengths are bounded, so matching cannot run away.
 */
export function parsePattern(source: string, families: Families): ParsedPattern {
  const parts: Sequence[] = [];
  for (const text of source.split(' & ')) {
    const sequence: Element[] = [];
    for (const word of text.trim().split(/\s+/)) {
      const element = parseElement(word, families);
      if (typeof element === 'string') return { ok: false, message: `pattern "${source}": ${element}` };
      sequence.push(element);
    }
    if (!sequence.some((element) => element.kind === 'words' && !element.optional)) {
      return { ok: false, message: `pattern "${source}" needs at least one word that may not be left out` };
    }
    parts.push(sequence);
  }
  return { ok: true, pattern: { source, parts } };
}

function parseElement(word: string, families: Families): Element | string {
  if (word === '^') return { kind: 'start' };
  if (word === '$') return { kind: 'end' };
  if (word === '...') return { kind: 'gap', max: defaultGap };
  const gap = /^\.\.(\d)$/.exec(word);
  if (gap) {
    const max = Number(gap[1]);
    return max >= 1 && max <= maxGap ? { kind: 'gap', max } : `a gap is 1 to ${maxGap} words`;
  }
  const optional = word.endsWith('?');
  const items: string[] = [];
  for (const item of (optional ? word.slice(0, -1) : word).split('|')) {
    const found = expand(item, families);
    if (typeof found === 'string') return found;
    items.push(...found);
  }
  return { kind: 'words', items, optional };
}

function expand(item: string, families: Families): readonly string[] | string {
  if (item.startsWith('@')) {
    return families.get(item.slice(1)) ?? `unknown family ${item}; did you forget to list it under families?`;
  }
  return wordProblem(item) ?? [item];
}

/** Why a word of a pattern or family cannot be used, or null. */
export function wordProblem(item: string): string | null {
  if (!/^\*?[\p{L}\p{N}\p{Extended_Pictographic}]+\*?$/u.test(item))
    return `"${item}" is not a word (letters, digits, one * at an edge)`;
  const bare = item.replaceAll('*', '');
  return bare !== item && bare.length < 3 ? `"${item}" is too short for a *` : null;
}
