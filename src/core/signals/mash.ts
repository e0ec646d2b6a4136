import type { Token } from './normalise.js';

const rows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'poiuytrewq',
  'lkjhgfdsa',
  'mnbvcxz',
  'abcdefghijklmnopqrstuvwxyz',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
];

/** Whether someone only hit keys: no known word, and every word unlike a word. */
export function looksLikeMash(words: readonly Token[], isKnown: (token: Token) => boolean): boolean {
  const letters = words.filter((token) => token.kind === 'word');
  if (letters.length === 0 || letters.length > 12) return false;
  if (letters.every((token) => token.text.length === 1)) return true;
  return letters.every((token) => !isKnown(token) && isMash(token.text));
}

function isMash(word: string): boolean {
  if (/^[bcdfghjklmnpqrstvwxz]+$/.test(word) && word.length >= 4) return true;
  if (/[bcdfghjklmnpqrstvwxz]{5}/.test(word)) return true;
  if (runsAlongKeys(word)) return true;
  // jdjdjdjsksk, hahahah-like noise: many letters, few different ones.
  return word.length >= 6 && new Set(word).size <= Math.ceil(word.length / 3);
}

// At least half of the word follows a row of the keyboard, four keys or more at a time.
function runsAlongKeys(word: string): boolean {
  if (word.length < 4) return false;
  let longest = 0;
  for (let at = 0; at < Math.min(word.length, 40); at += 1) {
    let length = 1;
    while (at + length < word.length && rows.some((row) => row.includes(word.slice(at, at + length + 1))))
      length += 1;
    longest = Math.max(longest, length);
  }
  return longest >= 4 && longest * 2 >= word.length;
}
