import { normalise, type Token } from '../normalise.js';

/** What words mean in these students' lives: `kin`, `hit`, `debt`. Several classes may hold for one word. */
export type WordClasses = {
  names: readonly string[];
  /** Numbers of the classes of the token at a place; a phrase belongs to its first word. */
  of: (tokens: readonly Token[], at: number) => readonly number[];
};

type Phrase = { rest: readonly string[]; id: number };

const none: readonly number[] = [];

/** Prepares the classes. A word ends in `*` for a beginning; `te_dicht` is a phrase. */
export function createWordClasses(
  classes: ReadonlyMap<string, readonly string[]>,
  spelling: ReadonlyMap<string, string>,
): WordClasses {
  const exact = new Map<string, number[]>();
  const beginnings = new Map<string, number[]>();
  const phrases = new Map<string, Phrase[]>();
  const lengths = new Set<number>();
  const names = [...classes.keys()];
  for (const [id, name] of names.entries()) {
    for (const word of classes.get(name) ?? []) {
      const tokens = normalise(word.replaceAll('_', ' ').replace('*', ''), spelling).tokens;
      const first = tokens[0];
      if (!first) continue;
      if (tokens.length > 1)
        push(phrases, first.canon, { rest: tokens.slice(1).map((token) => token.canon), id });
      else if (word.endsWith('*')) {
        push(beginnings, first.text, id);
        lengths.add(first.text.length);
      } else push(exact, first.canon, id);
    }
  }
  const known = new Map<string, readonly number[]>();
  const sorted = [...lengths].sort((a, b) => a - b);
  const single = (token: Token): readonly number[] => {
    const before = known.get(token.text);
    if (before) return before;
    const found = new Set(exact.get(token.canon));
    for (const length of sorted) {
      if (length > token.text.length) break;
      for (const id of beginnings.get(token.text.slice(0, length)) ?? none) found.add(id);
    }
    const ids = found.size === 0 ? none : [...found];
    remember(known, token.text, ids);
    return ids;
  };
  const of = (tokens: readonly Token[], at: number): readonly number[] => {
    const token = tokens[at];
    if (!token) return none;
    const ids = single(token);
    const longer = (phrases.get(token.canon) ?? []).filter(({ rest }) =>
      rest.every((canon, index) => tokens[at + 1 + index]?.canon === canon),
    );
    return longer.length === 0 ? ids : [...new Set([...ids, ...longer.map(({ id }) => id)])];
  };
  return { names, of };
}

// Words come back all day long; the bound keeps a flood of new ones from filling the memory.
const remembered = 20_000;

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= remembered) map.clear();
  map.set(key, value);
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
