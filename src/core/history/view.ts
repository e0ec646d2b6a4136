import type { Right } from '../school/access.js';
import type { AlertLine } from '../alerts/line.js';
import type { AlertCategory } from '../alerts/route.js';
import type { Standing } from '../school/standing.js';
import type { Severity } from '../signals/types.js';
import type { Instant } from '../time.js';
import type { Judgement, Progress } from './judgement.js';
import type { Share } from './shares.js';
import type { ShownLine } from './transcript.js';
import type { Intention, Participation, RatingSeries, TimelineDay } from './timeline.js';

/** A student as pages name him. */
export type ShownStudent = {
  id: string;
  name: string;
  sector: string | null;
  company: string | null;
  /** 1 for Monday to 7 for Sunday. */
  weekday: number | null;
  begeleider: string | null;
  mentor: string | null;
  left: boolean;
};

/** A note, by name; `mine`: whoever looks at it wrote it, and may change it. */
export type ShownNote = {
  id: string;
  by: string;
  at: Instant;
  changedAt: Instant | null;
  text: string;
  mine: boolean;
};

/** An alert that the reader was sent, or may read with the student's yes. */
export type ShownAlert = {
  id: string;
  at: Instant;
  category: AlertCategory;
  severity: Severity | null;
  status: AlertLine['status'];
  /** The conversation that it belongs to; null for words outside any. */
  talk: string | null;
};

/** A student's time line as somebody of the staff may see it. */
export type HistoryView = {
  student: ShownStudent;
  /** What the reader may do here: what is not in it is neither shown nor offered. */
  rights: readonly Right[];
  /** Newest first. */
  days: TimelineDay[];
  ratings: RatingSeries[];
  participation: Participation[];
  findings: { date: string; text: string }[];
  intentions: Intention[];
  notes: ShownNote[];
  alerts: ShownAlert[];
  /** What he wants other students to read, for who decides on it; newest first. */
  shares: (Pick<Share, 'number' | 'text' | 'status'> & { title: string | null })[];
  /** Null where the school judges elsewhere, or the reader may not see it. */
  progress: Progress | null;
  /** Whether words can be sent to the student; not to somebody who wants no messages, or left. */
  reachable: boolean;
  /** The page before this one shows what is older than this date; null: this is the oldest. */
  older: string | null;
};

/** A transcript as somebody of the staff may see it. */
export type TranscriptView = {
  student: ShownStudent;
  rights: readonly Right[];
  talk: { id: string; script: string; date: string | null; openedAt: Instant; endedAt: Instant | null };
  lines: ShownLine[];
};

/** A line in which the searched words stand. */
export type SearchHit = {
  talk: string;
  date: string | null;
  at: Instant;
  from: 'student' | 'bot' | 'staff';
  text: string;
};

/** Why a student stands where he stands on the list, the most urgent first. */
export const attentions = [
  'alert_acute',
  'alert_high',
  'alert_unread',
  'alert_medium',
  'unreachable',
  'missed',
  'undelivered',
  'short',
  'to_judge',
] as const;
export type Attention = (typeof attentions)[number];

/** A student on the list of his staff. */
export type GroupRow = { standing: Standing; attention: Attention[]; toJudge: number };

/** The students of somebody, those who need attention first. */
export type GroupView = { rows: GroupRow[]; judging: boolean };

/** What a begeleider sees when he judges: the work, and nothing of effort, depth, mood or worries. */
export type JudgingView = {
  student: Pick<ShownStudent, 'id' | 'name' | 'company'>;
  assignment: { number: number; title: string; task: string; sector: string };
  /** Each time that it was done, newest first, in the student's words about the work. */
  done: { date: string; words: string[] }[];
  judgement: Judgement | null;
  progress: Progress;
  nameOf: (person: string) => string;
};

/** What waits to be judged, the longest waiting first. */
export type ToJudge = {
  student: string;
  name: string;
  number: number;
  title: string;
  since: Instant;
};
