import type { ConcernAbout, Severity } from '../signals/types.js';
import type { Instant } from '../time.js';
import type { AlertCategory, Route } from './route.js';

/** What came of it, when somebody says it is handled. */
export type HandledOutcome = 'talked' | 'declined';

/** Whether the program was right to raise it. About the program, never about the student's word. */
export type Verdict = 'right' | 'wrong';

/** What a member of staff presses on a card. */
export type AlertAction =
  | { verb: 'open' | 'seen' }
  /** `from`: who has it as the card showed it, '' for nobody: two at once are one outcome. */
  | { verb: 'take'; from: string }
  /** `on`: the date of the talk, as it was filled in. */
  | { verb: 'handled'; outcome: HandledOutcome; on?: string; note?: string }
  | { verb: 'reply'; text: string }
  | { verb: 'judge'; verdict: Verdict };

/** Everything that is known when a worry is raised. Made in the student's turn, so it is committed with it. */
export type AlertDraft = {
  /** Deterministic: thread and message. The same worry raised twice is one alert. */
  id: string;
  school: string;
  student: string;
  studentName: string;
  at: Instant;
  category: AlertCategory;
  /** Null on a message that no program could judge: it stands on top of the day, nobody is called away for it. */
  severity: Severity | null;
  confidence: number;
  about: ConcernAbout | null;
  reasons: string[];
  /** The rules that fired; absent where no program judged. */
  rules?: string[];
  words: string;
  /** The practice day that it was about, as a date; null when unknown. */
  day: string | null;
  talk: string | null;
  route: Route;
  /** What the student was told, in the staff's language. */
  promise: string;
};

/** Somebody who was sent the alert, why, and what came of it. */
export type Recipient = {
  person: string;
  status: 'pending' | 'sent' | 'unreachable';
  reason: string | null;
};
