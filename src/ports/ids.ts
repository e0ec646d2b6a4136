/** The only source of randomness, and of fingerprints. */
export interface Ids {
  /** A new id that nobody can guess; sorts by nothing. */
  next(): string;
  /** SHA-256 of a text, in hex. */
  hash(text: string): string;
}
