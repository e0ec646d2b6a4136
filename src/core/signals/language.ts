import { boundedMap } from '../bounded-map.js';
import type { LanguageEntry } from './lexicon-schema.js';
import type { Lexicons } from './lexicons.js';
import { canonical, createNormaliser, type Normalised, type Script, type Token } from './normalise.js';
import { createWordList } from './word-list.js';

/** What a text was written in, and how much of it we can read. */
export type Reading = {
  language: string;
  name: string;
  known: number;
  unread: string | null;
  /** From this chance of a worry on somebody looks, although no alarm is raised. */
  doubt: number;
};

/** Knows words and languages; built once. */
export type Reader = {
  isKnown: (token: Token) => boolean;
  read: (text: Normalised, hint: string | undefined) => Reading;
};

type Language = Pick<LanguageEntry, 'code' | 'name' | 'read'>;

/**
 * What is known of a word: whether it is Dutch, the languages that have it, a bit for each, and whether one of them lists
 * it as it stands: a beginning alone may be a misspelt word of another language, or keys that were hit.
 */
type Facts = { dutch: boolean; languages: number; listed: boolean };

// Below these shares of known words a person must look. Dutch has a real dictionary, the others short lists.
const enoughDutch = 0.7;
const enoughShort = 0.5;
// So few words say little about a language: one that the list lacks is half of them.
const shortText = 4;
const longestWord = 30;

/** Prepares the word lists. */
export function createReader(lexicons: Lexicons): Reader {
  const { languages } = lexicons;
  const factsOf = createFacts(lexicons);
  return {
    isKnown: (token) => {
      const { dutch, listed } = factsOf(token);
      return dutch || listed;
    },
    read: (text, hint) => {
      const words = text.tokens.filter((token) => token.kind === 'word').map(factsOf);
      return words.length === 0 ? wordless(hint) : readWords(words, text.scripts, hint, languages);
    },
  };
}

function createFacts(lexicons: Lexicons): (token: Token) => Facts {
  const read = createNormaliser(lexicons.spelling);
  const dutch = lexicons.words.get('nl') ?? new Set<string>();
  const lists = lexicons.languages.map((language) => createWordList(language, lexicons, read));
  const known = boundedMap<string, Facts>(20_000);
  const make = (token: Token): Facts => ({
    dutch: dutch.has(token.canon) || dutch.has(token.text) || isCompound(token.text, dutch),
    languages: lists.reduce((bits, words, at) => (words.has(token) ? bits | (1 << at) : bits), 0),
    listed: lists.some((words) => words.lists(token)),
  });
  return (token) => known(token.text, () => make(token));
}

const wordless = (hint: string | undefined): Reading => ({
  language: hint ?? 'nl',
  name: 'Nederlands',
  known: 1,
  unread: null,
  doubt: 1,
});

function readWords(
  words: readonly Facts[],
  scripts: ReadonlySet<Script>,
  hint: string | undefined,
  languages: readonly Language[],
): Reading {
  const share = (test: (word: Facts) => boolean): number => words.filter(test).length / words.length;
  const best = bestLanguage(words, hint, languages);
  const dutchShare = share(({ dutch }) => dutch);
  const latin = scripts.has('latin');
  const enough = words.length <= shortText ? enoughShort : enoughDutch;
  if (latin && dutchShare >= enough && !(best && isForeign(best, dutchShare, words.length)))
    return { language: 'nl', name: 'Nederlands', known: dutchShare, unread: null, doubt: 1 };
  const readable = best ? share((word) => word.dutch || has(word, best.bit)) : dutchShare;
  if (best && best.language.code !== 'nl' && best.share >= 0.2) return other(best.language, readable);
  if (latin && readable >= enough)
    return { language: 'nl', name: 'Nederlands', known: readable, unread: null, doubt: 1 };
  const unread = unreadable(scripts, readable);
  return { language: 'und', name: 'onbekend', known: readable, unread, doubt: 1 };
}

// The Dutch list has English words in it, so from three words on a tie is not Dutch.
function isForeign({ language, share }: Best, dutchShare: number, words: number): boolean {
  return language.code !== 'nl' && (share > dutchShare || (share === dutchShare && words >= 3));
}

type Best = { language: Language; bit: number; share: number };

function bestLanguage(
  words: readonly Facts[],
  hint: string | undefined,
  languages: readonly Language[],
): Best | null {
  let best: Best | null = null;
  for (const [bit, language] of languages.entries()) {
    let hits = 0;
    for (const word of words) if (has(word, bit)) hits += 1;
    // The caller's language only settles a tie: students often answer in another one.
    const share = hits / words.length + (language.code === hint ? 0.05 : 0);
    if (share > (best?.share ?? 0)) best = { language, bit, share };
  }
  return best;
}

function has({ languages }: Facts, bit: number): boolean {
  return ((languages >>> bit) & 1) === 1;
}

function other(language: Language, known: number): Reading {
  const share = Math.round(known * 100);
  const unread =
    known >= language.read.known
      ? null
      : `Geschreven in het ${language.name}. We herkennen ${share} % van de woorden: iemand moet dit lezen.`;
  return { language: language.code, name: language.name, known, unread, doubt: language.read.doubt };
}

function unreadable(scripts: ReadonlySet<Script>, known: number): string {
  if (scripts.has('other'))
    return 'Geschreven in een schrift dat we niet kunnen lezen: iemand moet dit lezen.';
  return `We herkennen maar ${Math.round(known * 100)} % van de woorden: iemand moet dit lezen.`;
}

// koelcelschoonmaak: Dutch joins words. Two known parts make a known word.
function isCompound(word: string, dutch: ReadonlySet<string>): boolean {
  if (word.length < 8 || word.length > longestWord) return false;
  for (let cut = 4; cut <= word.length - 4; cut += 1) {
    if (!dutch.has(canonical(word.slice(0, cut)))) continue;
    const rest = word.slice(cut);
    if (dutch.has(canonical(rest)) || (rest.startsWith('s') && dutch.has(canonical(rest.slice(1)))))
      return true;
  }
  return false;
}
