import { boundedMap } from '../bounded-map.js';

/** One word, number or emoji of a text, ready for look-up. */
export type Token = {
  /** Lower case, without diacritics, zero-width marks or long-drawn letters. */
  text: string;
  /** `text` with the endings that students swap written one way (noemen/noeme, bedreigd/bedreigt). */
  canon: string;
  kind: 'word' | 'number' | 'emoji';
  /** Index of the sentence it stands in; a gap of a pattern never crosses it. */
  sentence: number;
  /** Index of the clause it stands in: a comma or a bracket ends one, and so does the end of a sentence. */
  clause: number;
  /** The word as the student wrote it, for the reasons that staff read. */
  written: string;
};

/** A text as tokens, plus the letters it was written in. */
export type Normalised = { tokens: Token[]; letters: number; scripts: ReadonlySet<Script> };

/** The scripts we tell apart; `other` is any script without a lexicon of its own. */
export type Script = 'latin' | 'arabic' | 'cyrillic' | 'other';

// Letters that decomposition leaves alone, and the look-alikes that hide a Latin word from a reader of bytes.
const plainLetters: Readonly<Record<string, string>> = {
  ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ĳ: 'ij',
  ة: 'ه', ى: 'ي', ک: 'ك', ی: 'ي',
}; // prettier-ignore
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y', і: 'i', к: 'k', м: 'm', т: 't', в: 'b', н: 'h',
  α: 'a', ε: 'e', ο: 'o', ι: 'i', κ: 'k', ν: 'v', τ: 't', ρ: 'p', υ: 'u',
}; // prettier-ignore

const invisible = /[\p{Cf}\u0640\p{Mn}]/gu;
const apostrophes = /['’‘`´]/g;
// Most answers are plain letters: there is nothing in them to decompose.
const plainText = /^[\0-\x7f]*$/;
const pieces =
  /[\p{L}]+(?:\p{N}+\p{L}*)*|\p{N}+(?:[.,:]\p{N}+)*\p{L}*|\p{Extended_Pictographic}|[.!?\n;…,:()–—]+/gu;
const endsSentence = /[.!?\n;…]/;
const breaks: ReadonlySet<number> = new Set([...'.!?\n;…,:()–—'].map((sign) => sign.codePointAt(0) ?? 0));
const maxWord = 60;

/** Cuts texts into tokens. */
export type Normalise = (text: string) => Normalised;

type Piece =
  | { kind: 'break'; sentence: boolean }
  | { kind: Token['kind']; text: string; canon: string; written: string; letters: number; script: Script };

// All parts of a judge read with the same spellings, and share what they know of words.
const prepared = new WeakMap<ReadonlyMap<string, string>, Normalise>();

/**
 * Prepares the reading of texts with these spellings. What a piece of text is stays remembered: words come back all day.
 * Linear in the length of a text: every expression above matches without backtracking, and a "word" of more than 60
 * letters is shortened.
 */
export function createNormaliser(spelling: ReadonlyMap<string, string>): Normalise {
  const before = prepared.get(spelling);
  if (before) return before;
  const made = makeNormaliser(spelling);
  prepared.set(spelling, made);
  return made;
}

function makeNormaliser(spelling: ReadonlyMap<string, string>): Normalise {
  const known = boundedMap<string, Piece>(40_000);
  return (text) => {
    const tokens: Token[] = [];
    const scripts = new Set<Script>();
    let letters = 0;
    let sentence = 0;
    let clause = 0;
    for (const found of simpleWord.test(text) ? [text] : (clean(text).match(pieces) ?? [])) {
      const piece = known(found, () => pieceOf(found, spelling));
      if (piece.kind === 'break') {
        if (tokens.length > 0) clause += 1;
        if (tokens.length > 0 && piece.sentence) sentence += 1;
        continue;
      }
      const { text, canon, kind, written } = piece;
      if (kind === 'word') {
        letters += piece.letters;
        scripts.add(piece.script);
      }
      tokens.push({ text, canon, kind, sentence, clause, written });
    }
    return { tokens: joinSpacedLetters(tokens), letters, scripts };
  };
}

const asWritten: ReadonlyMap<string, string> = new Map();

/** Cuts one text into tokens. */
export function normalise(text: string, spelling: ReadonlyMap<string, string> = asWritten): Normalised {
  return createNormaliser(spelling)(text);
}

function clean(text: string): string {
  const letters = plainText.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKC').toLowerCase().normalize('NFD').replace(invisible, '');
  return letters.replace(apostrophes, '');
}

// Most words: nothing in them is written in two ways.
const simpleWord = /^[a-z]{1,60}$/;
const drawnOut = /(.)\1\1/;

function pieceOf(found: string, spelling: ReadonlyMap<string, string>): Piece {
  if (simpleWord.test(found) && !drawnOut.test(found)) {
    const text = spelling.get(found) ?? found;
    const letters = found.length;
    return { kind: 'word', text, canon: canonical(text), written: found, letters, script: 'latin' };
  }
  if (breaks.has(found.codePointAt(0) ?? 0)) return { kind: 'break', sentence: endsSentence.test(found) };
  const written = found.slice(0, maxWord);
  const kind = kindOf(found);
  const text = kind === 'word' ? plain(written) : written;
  const spelt = spelling.get(text) ?? text;
  const script = scriptOf(text.codePointAt(0) ?? 0);
  return { kind, text: spelt, canon: canonical(spelt), written, letters: found.length, script };
}

/** The one spelling of endings that sound alike in Dutch: -en as -e, -dt as -t, and the -d of longer words as -t. */
export function canonical(word: string): string {
  if (word.length >= 4 && word.endsWith('en')) return word.slice(0, -1);
  if (word.length >= 4 && word.endsWith('dt')) return `${word.slice(0, -2)}t`;
  return word.length >= 6 && word.endsWith('d') ? `${word.slice(0, -1)}t` : word;
}

function kindOf(found: string): Token['kind'] {
  if (/^\p{L}/u.test(found)) return 'word';
  return /^\p{N}/u.test(found) ? 'number' : 'emoji';
}

// The Arabic article and what is joined to it: المدير and بالمدير are مدير.
const article = /^(?:[وف]?[بعهك]?ال|لل)(?=\p{L}{3})/u;

function plain(word: string): string {
  let out = '';
  let run = 0;
  const mixed = /[a-z]/.test(word);
  for (const letter of word) {
    const mapped = plainLetters[letter] ?? (mixed ? (lookalikes[letter] ?? letter) : letter);
    run = out.endsWith(mapped) ? run + 1 : 1;
    if (run <= 2) out += mapped;
  }
  return scriptOf(out.codePointAt(0) ?? 0) === 'arabic' ? out.replace(article, '') : out;
}

function scriptOf(code: number): Script {
  if (code < 0x250) return 'latin';
  if (code >= 0x400 && code < 0x530) return 'cyrillic';
  return code >= 0x600 && code < 0x780 ? 'arabic' : 'other';
}

// "d o o d": letters set apart to slip past a filter are read as the word they spell.
function joinSpacedLetters(tokens: Token[]): Token[] {
  if (!tokens.some((token, at) => isLetter(token) && isLetter(tokens[at + 1]))) return tokens;
  const out: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    let end = at;
    while (end < tokens.length && isLetter(tokens[end])) end += 1;
    const head = tokens[at];
    if (head && end - at >= 4) {
      const text = tokens.slice(at, end).map((token) => token.text).join(''); // prettier-ignore
      out.push({ ...head, text, canon: canonical(text), written: text });
      at = end;
    } else {
      if (head) out.push(head);
      at += 1;
    }
  }
  return out;
}

function isLetter(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.text.length === 1;
}
