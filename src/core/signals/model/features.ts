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
// An answer of this many words is read together with its question.
const shortAnswer = 3;

/**
 * Shows every feature of a text: its words, pairs of neighbours, beginnings and groups of letters of words (for
 * misspellings), the classes of meaning, two classes in their order near each other, and classes with the question.
 * The work is bounded by a fixed number of steps for each token.
 */
export function seeFeatures(
  tokens: readonly Token[],
  classes: WordClasses,
  prompt: readonly Token[],
  see: SeeFeature,
): void {
  const question = hashWords(prompt);
  const meanings = tokens.map((_, at) => classes.of(tokens, at));
  const hashes = tokens.map((token) => hashText(token.canon, 0, token.canon.length));
  for (const [at, token] of tokens.entries()) {
    const hash = hashes[at] ?? 0;
    see(mix(kinds.word, hash, 0), 1, at, at);
    if (at + 1 < tokens.length) see(mix(kinds.pair, hash, hashes[at + 1] ?? 0), 1, at, at + 1);
    if (tokens.length <= shortAnswer) see(mix(kinds.short, question, hash), 1, at, at);
    if (token.kind === 'word') seeLetters(token.text, at, see);
    seeMeanings(meanings, at, question, see);
  }
}

function seeMeanings(
  meanings: readonly (readonly number[])[],
  at: number,
  question: number,
  see: SeeFeature,
): void {
  for (const own of meanings[at] ?? []) {
    see(mix(kinds.class, own, 0), 1, at, at);
    see(mix(kinds.asked, question, own), 0.3, at, at);
    for (let next = at + 1; next <= at + reach && next < meanings.length; next += 1)
      for (const other of meanings[next] ?? [])
        if (other !== own) see(mix(kinds.classes, own, other), 0.7, at, next);
  }
}

function seeLetters(text: string, at: number, see: SeeFeature): void {
  if (text.length > 6) see(mix(kinds.beginning, hashText(text, 0, 5), 0), 0.7, at, at);
  const word = `<${text.slice(0, longestWord)}>`;
  for (let length = 3; length <= 5; length += 1)
    for (let from = 0; from + length <= word.length; from += 1)
      see(mix(kinds.letters, hashText(word, from, from + length), length), 0.35, at, at);
}

function hashWords(tokens: readonly Token[]): number {
  return hashText(tokens.map((token) => token.canon).join(' '), 0, Number.POSITIVE_INFINITY);
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
