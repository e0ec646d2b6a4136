/** The only source of randomness, and of fingerprints. */
export interface Ids {
  /** A new id that nobody can guess; sorts by nothing. */
  next(): string;
  /** Whole numbers from 0 to `below` - 1, each as likely as any other, that nobody can guess. */
  draw(count: number, below: number): number[];
  /** SHA-256 of a text, in hex. */
  hash(text: string): string;
}
