import type { LanguageEntry } from './lexicon-schema.js';
import type { Lexicons } from './lexicons.js';
import { canonical, type Normalise, type Token } from './normalise.js';

/** The words of a language. */
export type WordList = {
  /** Whether it is a word of the language, also a longer one or one that others are joined to. */
  has: (token: Token) => boolean;
  /** Whether the very word is listed. */
  lists: (token: Token) => boolean;
};

// Less than this behind a prefix is no word of its own.
const leastStem = 3;

/** Prepares the words of a language: whole ones, beginnings (`word*`), and both behind its prefixes. */
export function createWordList(language: LanguageEntry, lexicons: Lexicons, read: Normalise): WordList {
  const listed = split(`${language.known} ${language.filler} ${language.label}`);
  const whole = new Set(listWords(listed.filter((word) => !word.endsWith('*')).join(' '), read));
  for (const word of lexicons.words.get(language.code) ?? []) whole.add(word);
  const open = listed.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  const beginnings = new Set(read(open.join(' ')).tokens.map(({ text }) => text));
  const lengths = [...new Set([...beginnings].map((word) => word.length))];
  const prefixes = split(language.prefixes);
  const isWord = (text: string): boolean =>
    whole.has(canonical(text)) ||
    lengths.some((length) => length <= text.length && beginnings.has(text.slice(0, length)));
  const isJoined = (text: string): boolean =>
    prefixes.some(
      (prefix) =>
        text.length >= prefix.length + leastStem &&
        text.startsWith(prefix) &&
        isWord(text.slice(prefix.length)),
    );
  return {
    has: ({ text }) => isWord(text) || isJoined(text),
    lists: ({ canon }) => whole.has(canon),
  };
}

/** The words of a space-separated list in a lexicon, spelt as tokens are. */
export function listWords(text: string, read: Normalise): string[] {
  const words = split(text);
  const canons = (text: string): string[] => read(text).tokens.map((token) => token.canon);
  // Single letters next to each other would be read as a word that was set apart.
  return [
    ...canons(words.filter((word) => word.length > 1).join(' ')),
    ...words.filter((word) => word.length === 1).flatMap(canons),
  ];
}

function split(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
