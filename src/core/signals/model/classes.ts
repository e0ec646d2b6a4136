import { createNormaliser, type Token } from '../normalise.js';
import { boundedMap } from '../../bounded-map.js';

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
  const read = createNormaliser(spelling);
  const exact = new Map<string, number[]>();
  const beginnings = new Map<string, number[]>();
  const phrases = new Map<string, Phrase[]>();
  const lengths = new Set<number>();
  const names = [...classes.keys()];
  for (const [id, name] of names.entries()) {
    for (const word of classes.get(name) ?? []) {
      const tokens = word.replace('*', '').split('_').flatMap((part) => read(part).tokens); // prettier-ignore
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
  const known = boundedMap<string, { ids: readonly number[]; begun: readonly Phrase[] }>(20_000);
  const sorted = [...lengths].sort((a, b) => a - b);
  const single = (token: Token): readonly number[] => {
    const found = new Set(exact.get(token.canon));
    for (const length of sorted) {
      if (length > token.text.length) break;
      for (const id of beginnings.get(token.text.slice(0, length)) ?? none) found.add(id);
    }
    return found.size === 0 ? none : [...found];
  };
  const of = (tokens: readonly Token[], at: number): readonly number[] => {
    const token = tokens[at];
    if (!token) return none;
    const make = () => ({ ids: single(token), begun: phrases.get(token.canon) ?? [] });
    const { ids, begun } = known(token.text, make);
    if (begun.length === 0) return ids;
    const longer = begun.filter(({ rest }) =>
      rest.every((canon, index) => tokens[at + 1 + index]?.canon === canon),
    );
    return longer.length === 0 ? ids : [...new Set([...ids, ...longer.map(({ id }) => id)])];
  };
  return { names, of };
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
