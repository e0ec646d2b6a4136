/** The only source of randomness, and of fingerprints. */
export interface Ids {
  /** A new id that nobody can guess; sorts by nothing. */
  next(): string;
  /** 32 bytes that nobody can guess, as they may stand in a link. */
  token(): string;
  /** Whole numbers from 0 to `below` - 1, each as likely as any other, that nobody can guess. */
  draw(count: number, below: number): number[];
  /** SHA-256 of a text, in hex. */
  hash(text: string): string;
}

/**
 * HMAC-SHA256 under the key of this installation (ERASE_KEY), in hex: tells whether two texts are the same to whoever
 * holds the key, and nothing to anybody else. A plain hash of a telephone number could be tried out in minutes.
 */
export type KeyedHash = (text: string) => string;
