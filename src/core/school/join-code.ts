/**
 * The personal code with which a student joins on WhatsApp, such as TB-7KC4M-2XPR9: nine drawn signs and one that
 * checks them. It stands on a card, so it is made to be read, typed and misread.
 */

/**
 * Signs that cannot be taken for one another: no 0 O Q, no 1 I L, and of 2/Z, 5/S, 6/G, 8/B, V/U only the first.
 * No A, E, I, O, U: no code spells a word. Their number is a prime, which the check sign rests on.
 */
const signs = '23456789CDFHJKMNPRTVWXY';

/** What is read where only one sign can have been meant. 1, I and L look like nothing that is on a card. */
const meant: Readonly<Record<string, string>> = {
  ...{ Z: '2', S: '5', G: '6', B: '8', U: 'V' },
  ...{ O: 'D', Q: 'D', '0': 'D' },
};

/** What to draw for a code: nine of 23 signs are 40.7 bits. */
export const codeDraw = { count: 9, below: signs.length } as const;

/** The code of numbers drawn as `codeDraw` says, as it is printed and as it is hashed. */
export function makeJoinCode(drawn: readonly number[]): string {
  const text = [...drawn, checkOf(drawn)].map((value) => signs.charAt(value)).join('');
  return `TB-${text.slice(0, 5)}-${text.slice(5)}`;
}

/**
 * A weighted sum modulo a prime, as an ISBN has it: one wrong sign and two that changed places are always noticed,
 * any other mistake 22 times out of 23.
 */
const checkOf = (drawn: readonly number[]): number =>
  drawn.reduce((sum, value, index) => sum + value * (index + 1), 0) % signs.length;

/** What a message holds. `beside` is what stood before and after the code. */
export type FoundCode =
  | { kind: 'none' }
  /** Meant as a code, but a sign is wrong, missing or too many: nothing needs to be looked up to know that. */
  | { kind: 'mistyped'; beside: string[] }
  | { kind: 'code'; code: string; beside: string[] };

const before = String.raw`(?<![\p{L}\p{N}])`;
const after = String.raw`(?![\p{L}\p{N}])`;
const gap = String.raw`[\s\p{Pd}._:]{0,3}`;
const marked = new RegExp(`${before}T${gap}B((?:${gap}[0-9A-Z]){10})${after}`, 'giu');
const unmarked = new RegExp(String.raw`${before}([0-9A-Z]{5}[\s\p{Pd}]?[0-9A-Z]{5})${after}`, 'giu');
/** "TB", and soon after it a digit. */
const attempted = new RegExp(
  String.raw`${before}T${gap}B(?=[\s\p{Pd}\p{L}]{0,11}\p{N})(?:${gap}[0-9A-Z]+){1,2}`,
  'iu',
);

/**
 * Finds a code in any words: in small letters, with spaces, without dashes, with a sign that looks like the right
 * one. Without its TB it only counts when letters, digits and the check sign agree, so that a telephone number is none.
 */
export function findJoinCode(text: string): FoundCode {
  const candidates = [...text.matchAll(marked), ...[...text.matchAll(unmarked)].filter(isMixed)];
  for (const match of candidates) {
    const code = readCode(match[1] ?? '');
    if (code !== null) return { kind: 'code', code, beside: besideOf(text, match) };
  }
  const match = attempted.exec(text);
  return match === null ? { kind: 'none' } : { kind: 'mistyped', beside: besideOf(text, match) };
}

/** A code of which every sign could be read and the check sign is right; null otherwise. */
function readCode(written: string): string | null {
  const values = [...written.toUpperCase().replace(/[^0-9A-Z]/g, '')].map((sign) =>
    signs.indexOf(meant[sign] ?? sign),
  );
  const drawn = values.slice(0, codeDraw.count);
  if (values.length !== codeDraw.count + 1 || values.includes(-1)) return null;
  return values[codeDraw.count] === checkOf(drawn) ? makeJoinCode(drawn) : null;
}

const isMixed = ([written]: RegExpExecArray): boolean => /\d/.test(written) && /[A-Z]/i.test(written);

const besideOf = (text: string, match: RegExpExecArray): string[] =>
  [text.slice(0, match.index), text.slice(match.index + match[0].length)]
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The link behind a QR code: opens WhatsApp with these words ready to send. `number` is E.164. */
export const joinLink = (number: string, words: string): string =>
  `https://wa.me/${number.replace(/\D/g, '')}?text=${encodeURIComponent(words)}`;
