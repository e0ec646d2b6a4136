import { boundedMap } from './bounded-map.js';
import type { Lexicons } from './lexicons.js';
import { listWords } from './lexicons.js';
import { canonical, type Normalised, type Script, type Token } from './normalise.js';

/** What a text was written in, and how much of it we can read. */
export type Reading = { language: string; name: string; known: number; unread: string | null };

/** Knows words and languages; built once. */
export type Reader = {
  isKnown: (token: Token) => boolean;
  read: (text: Normalised, hint: string | undefined) => Reading;
};

type Known = { code: string; name: string; words: ReadonlySet<string>; script: Script };

// Below these shares of known words a person must look. Dutch has a real dictionary, the others short lists.
const enoughDutch = 0.7;
const enoughShort = 0.5;
// So few words say little about a language: one that the list lacks is half of them.
const shortText = 4;
const enoughOther = 0.7;
const longestWord = 30;

/** Prepares the word lists. */
export function createReader(lexicons: Lexicons): Reader {
  const dutch = lexicons.words.get('nl') ?? new Set<string>();
  const languages = lexicons.languages.map((language): Known => {
    const words = new Set(
      listWords(`${language.known} ${language.filler} ${language.label}`, lexicons.spelling),
    );
    for (const word of lexicons.words.get(language.code) ?? []) words.add(word);
    return { code: language.code, name: language.name, words, script: scripts[language.code] ?? 'latin' };
  });
  const dutchWords = boundedMap<string, boolean>(20_000);
  const isDutch = (token: Token): boolean =>
    dutch.has(token.canon) ||
    dutchWords(token.text, () => dutch.has(token.text) || isCompound(token.text, dutch));
  const isKnown = (token: Token): boolean =>
    isDutch(token) || languages.some((language) => language.words.has(token.canon));
  return { isKnown, read: (text, hint) => readText(text, hint, languages, isDutch) };
}

const scripts: Readonly<Record<string, Script>> = {
  ar: 'arabic',
  fa: 'arabic',
  uk: 'cyrillic',
  ru: 'cyrillic',
  ti: 'other',
};

function readText(
  text: Normalised,
  hint: string | undefined,
  languages: readonly Known[],
  isDutch: (token: Token) => boolean,
): Reading {
  const words = text.tokens.filter((token) => token.kind === 'word');
  if (words.length === 0) return { language: hint ?? 'nl', name: 'Nederlands', known: 1, unread: null };
  let best: { language: Known; share: number } | null = null;
  for (const language of languages) {
    const hits = words.filter((token) => language.words.has(token.canon)).length;
    // The caller's language only settles a tie: students often answer in another one.
    const share = hits / words.length + (language.code === hint ? 0.05 : 0);
    if (share > (best?.share ?? 0)) best = { language, share };
  }
  const dutchShare = words.filter(isDutch).length / words.length;
  const latin = text.scripts.has('latin');
  const enough = words.length <= shortText ? enoughShort : enoughDutch;
  if (latin && dutchShare >= enough && !(best && best.language.code !== 'nl' && best.share > dutchShare)) {
    return { language: 'nl', name: 'Nederlands', known: dutchShare, unread: null };
  }
  const readable =
    words.filter((token) => isDutch(token) || best?.language.words.has(token.canon) === true).length /
    words.length;
  if (best && best.language.code !== 'nl' && best.share >= 0.2) return other(best.language, readable);
  const known = Math.max(dutchShare, readable);
  if (latin && known >= enough) return { language: 'nl', name: 'Nederlands', known, unread: null };
  return { language: 'und', name: 'onbekend', known, unread: unreadable(text, known) };
}

function other(language: Known, known: number): Reading {
  const share = Math.round(known * 100);
  const unread =
    known >= enoughOther
      ? null
      : `Geschreven in het ${language.name}. We herkennen ${share} % van de woorden: iemand moet dit lezen.`;
  return { language: language.code, name: language.name, known, unread };
}

function unreadable(text: Normalised, known: number): string {
  if (text.scripts.has('other'))
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
