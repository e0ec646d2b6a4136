import type { AlertLine } from '../alerts/line.js';
import type { Standing } from '../school/standing.js';

/** What a day card is made of. */
export type DayView = {
  date: string;
  /** Whose students they are; `name` is set where the reader stands in for him. */
  owner: { id: string; name: string | null };
  standings: readonly Standing[];
  /** The open alerts of the reader. */
  alerts: readonly AlertLine[];
  /** Whether the reader may remind, move and take off days. */
  mayChange: boolean;
  /** What the card is known by, in the chat that it stands in. */
  key: string;
  /** What came of the button that was pressed. */
  note?: string;
  /** The student who was chosen, when the card is drawn again. */
  chosen?: string;
  /** The student whose history was asked for. */
  history?: string;
};
