import type { FileKind, NotKept } from '../media/kinds.js';
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

/** A file on an alert. */
export type AlertFile = { id: string; kind: FileKind };

/** What became of a file on an alert. */
export type FileNews =
  | { kind: 'not_kept'; why: NotKept }
  /** A program wrote down what is said, and found no worry in it. `sure`: it understood it well enough to rely on. */
  | { kind: 'heard'; text: string; sure: boolean }
  /** No program understood it: somebody must listen. */
  | { kind: 'not_understood' }
  /** A program heard a worry, which has an alert of its own. */
  | { kind: 'worry' };

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
  /** What was sent with it: whoever reads the alert may play or see it. */
  files?: AlertFile[];
  /** There were words beside the files. */
  captioned?: true;
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
