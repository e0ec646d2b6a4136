import type { Transcript } from '../core/thread/transcript.js';

/** A voice note to be written down. `languages`: of the student, two letters each, the likeliest first. */
export type SpeechInput = { bytes: Uint8Array; type: string; languages: readonly string[] };

/** What a machine heard, or why it heard nothing. Nothing is thrown for what a service may answer. */
export type SpeechHeard =
  | ({ kind: 'words' } & Transcript)
  /** It listened, and found no words. */
  | { kind: 'silence' }
  /** It will not take this file. */
  | { kind: 'refused'; reason: string }
  /** It could not be asked now. */
  | { kind: 'later'; reason: string };

/** Writes down what is said, after the commit. One attempt per call: repeating is the outbox's work. */
export interface Speech {
  hear(input: SpeechInput): Promise<SpeechHeard>;
}
