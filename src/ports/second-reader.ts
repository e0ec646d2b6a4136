import type { ConcernAbout, ConcernCategory, Severity } from '../core/signals/types.js';

/** What is given to a second reader: without names and numbers. */
export type SecondReaderInput = { question: string; answer: string };

/** What a second reader found, or why it read nothing. Nothing is thrown for what a service may answer. */
export type SecondReading =
  | {
      kind: 'read';
      concern: ConcernCategory | null;
      severity: Severity | null;
      about: ConcernAbout | null;
      /** 0 to 1, as the reader says; not calibrated. */
      confidence: number;
    }
  | { kind: 'unread'; why: 'timeout' | 'refused' | 'nonsense' | 'unavailable' };

/** Reads a message once more, after the commit and outside the turn. It may only add an alarm, never take one away. */
export interface SecondReader {
  /** The version of the instructions that it reads by. */
  version: string;
  read(input: SecondReaderInput): Promise<SecondReading>;
}
