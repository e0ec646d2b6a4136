import type { Token } from '../normalise.js';
import type { WordClasses } from './classes.js';

/** Features are numbered by a hash into this many places. */
export const places = 1 << 18;

/**
 * One thing seen in a text: its number, its weight, and the first and last token it rests on. A feature counts for
 * a part of the text when both lie in it.
 */
export type SeeFeature = (feature: number, value: number, first: number, last: number) => void;

const kinds = {
  word: 1,
  pair: 2,
  class: 4,
  classes: 5,
  letters: 8,
  beginning: 9,
  short: 11,
  asked: 12,
} as const;

// Words this near can be who does what to whom.
const reach = 6;
const longestWord = 24;
// An answer of this many words means nothing without its question.
const shortAnswer = 3;

/**
 * Shows every feature of a text. The work is bounded by a fixed number of steps for each token.
 */
export function seeFeatures(
  tokens: readonly Token[],
  classes: WordClasses,
  prompt: readonly Token[],
  see: SeeFeature,
): void {
  const meanings = tokens.map((_, at) => classes.of(tokens, at));
  for (const [at, token] of tokens.entries()) seeWord(token, meanings[at] ?? [], at, see);
  seeContext(tokens, meanings, hashQuestion(prompt), see);
}

/**
 * Shows what a word is by itself: the word, its beginning, its groups of letters (for misspellings) and its classes of
 * meaning. The same word with the same classes always shows the same.
 */
export function seeWord(token: Token, meanings: readonly number[], at: number, see: SeeFeature): void {
  see(mix(kinds.word, hashWord(token), 0), 1, at, at);
  if (token.kind === 'word') seeLetters(token.text, at, see);
  for (const own of meanings) see(mix(kinds.class, own, 0), 1, at, at);
}

/**
 * Shows what words are together: neighbours, two classes in their order near each other (who does what to whom),
 * words and classes with the question that was asked, most of all in a short answer.
 */
export function seeContext(
  tokens: readonly Token[],
  meanings: readonly (readonly number[])[],
  question: number | null,
  see: SeeFeature,
): void {
  const short = tokens.length <= shortAnswer;
  let hash = tokens[0] ? hashWord(tokens[0]) : 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const next = tokens[at + 1];
    const following = next ? hashWord(next) : 0;
    if (next) see(mix(kinds.pair, hash, following), 1, at, at + 1);
    if (question !== null) see(mix(kinds.short, question, hash), short ? 1 : 0.3, at, at);
    hash = following;
    seeMeanings(meanings, at, question, see);
  }
}

/**
 * The number of a question, for `seeContext`; null where nothing was asked. Writing unasked says nothing about what was
 * written: it must not look like the training answers that have no question either, most of them harmless.
 */
export function hashQuestion(tokens: readonly Token[]): number | null {
  if (tokens.length === 0) return null;
  return hashText(tokens.map((token) => token.canon).join(' '), 0, Number.POSITIVE_INFINITY);
}

function seeMeanings(
  meanings: readonly (readonly number[])[],
  at: number,
  question: number | null,
  see: SeeFeature,
): void {
  const here = meanings[at] ?? [];
  if (here.length === 0) return;
  const end = Math.min(meanings.length - 1, at + reach);
  for (const own of here) {
    if (question !== null) see(mix(kinds.asked, question, own), 0.3, at, at);
    for (let next = at + 1; next <= end; next += 1)
      for (const other of meanings[next] ?? [])
        if (other !== own) see(mix(kinds.classes, own, other), 0.7, at, next);
  }
}

function hashWord(token: Token): number {
  return hashText(token.canon, 0, token.canon.length);
}

function seeLetters(text: string, at: number, see: SeeFeature): void {
  if (text.length > 6) see(mix(kinds.beginning, hashText(text, 0, 5), 0), 0.7, at, at);
  const word = `<${text.slice(0, longestWord)}>`;
  for (let length = 3; length <= 5; length += 1)
    for (let from = 0; from + length <= word.length; from += 1)
      see(mix(kinds.letters, hashText(word, from, from + length), length), 0.35, at, at);
}

// FNV-1a.
function hashText(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to && at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function mix(kind: number, one: number, other: number): number {
  let hash = Math.imul(one ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash ^ other, 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) & (places - 1);
}
