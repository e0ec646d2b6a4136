import type { DayStatus, PlannedAssignment } from '../school/day-record.js';
import type { Instant } from '../time.js';

/**
 * A practice day as the student's thread keeps it: the next planned one, those that wait or are open, and for some
 * weeks those that can still be caught up. The ledger has them all (core/school/day-record.ts).
 */
export type StudentDay = {
  id: string;
  date: string;
  /** planned → due (opens as soon as it may) → open → over. A day that is caught up is due again. */
  phase: 'planned' | 'due' | 'open' | 'over';
  status: DayStatus;
  reason: string | null;
  assignment: PlannedAssignment;
  /** When it opens, or came due; null for a day that is opened by hand. */
  opensAt: Instant | null;
  /** Open: when the student is reminded; null once that is done. */
  remindAt: Instant | null;
  /** Whether the student asked for that reminder himself ("later"). */
  remindAsked: boolean;
  /** Due or open: when it is over. */
  closesAt: Instant;
  /** The date from which the time until its end counts: its own, or the one on which it was taken up again. */
  from: string;
  /** The date it stood on before it was moved here. */
  movedFrom: string | null;
  /** Taken up again after he had answered something: whatever comes of that, it is not unanswered. */
  answered?: true;
  /** Taken up again after he was ill or absent, and why: left without an answer, it is skipped for that once more. */
  excused?: string;
};
