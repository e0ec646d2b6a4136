import type { Job } from '../outbox/job.js';
import type { Instant } from '../time.js';
import type { AlertDraft, AlertFile, FileNews, HandledOutcome, Recipient, Verdict } from './types.js';

/** An alert: an aggregate of its own, changed by its readers and by what came of its delivery. */
export type Alert = AlertDraft & {
  v: 1;
  status: 'new' | 'seen' | 'taken' | 'handled';
  recipients: Recipient[];
  /** When it goes on because nobody looked at it; null once somebody did, or nobody is left. */
  escalatesAt?: Instant | null;
  /** When whoever is on call was called on the telephone, and whether that left. */
  pages?: { person: string; round: number; at: Instant; outcome: 'sent' | 'failed' }[];
  /** Every step that time took: from whom it went on, and to whom; null: nobody is left. */
  steps?: { at: Instant; from: string[]; to: string | null }[];
  reach: string | null;
  talkWish: string | null;
  /** What the student wrote about it later. */
  added?: AddedWords[];
  /** What became of its files, in the order in which it was known. */
  fileNews?: { file: string; at: Instant; news: FileNews }[];
  seen: { by: string; at: Instant } | null;
  /** Who deals with it: the first who said so, until somebody takes it over from him. */
  taken?: { by: string; at: Instant } | null;
  /** `judged`: by nobody, a program understood all of it. `on`: the date of the talk. The note is for its readers, and for the student who asks what is kept. */
  handled: {
    by: string;
    at: Instant;
    outcome: HandledOutcome | 'judged';
    on?: string;
    note?: string;
  } | null;
  /** What was written to the student about it: its readers know what the others said. */
  replies?: { by: string; at: Instant; text: string }[];
  /** The student said that his mentor may read it too. */
  mentorMay?: boolean;
  /** Whether the student found it picked up well, once he was asked. */
  pickedUp?: 'ja' | 'nee' | 'anders';
  /** When it was opened again because it was not. */
  reopenedAt?: Instant;
  /** Who opened the words, and when: every look by staff is recorded. */
  looks: { by: string; at: Instant }[];
  /** What its readers say of the program. */
  verdict?: { by: string; at: Instant; verdict: Verdict };
  jobs: Job[];
  /** Counts changes, so that each update of a card is an entry of its own. */
  revision: number;
};

/** Words that came after a worry: they explain it, add to it or take it back; the worry stands. */
export type AddedWords = { id: string; at: Instant; text: string; files?: AlertFile[]; captioned?: true };
