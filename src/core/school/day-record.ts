import { z } from 'zod';

/**
 * What the ledger says of one student and one practice day. Before its end a day is planned or open; `cancelled`
 * was planned until the roster changed before the day came, and counts for nothing.
 */
export const dayStatuses = [
  'planned',
  'open',
  'completed',
  'partial',
  'skipped',
  'moved',
  'undeliverable',
  'not_started',
  'withdrawn',
  'no_answer',
  'cancelled',
] as const;
export type DayStatus = (typeof dayStatuses)[number];

/** What is planned: the number of an assignment, a day without one, or nothing that is known yet. */
export const plannedAssignment = z.union([z.number().int(), z.literal('none'), z.null()]);
export type PlannedAssignment = z.infer<typeof plannedAssignment>;

const mark = z.object({ status: z.enum(dayStatuses), reason: z.string().nullable(), at: z.number() });

/** A record of the ledger, by deterministic id, with the people around the student as of that day. */
export const dayRecordSchema = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  student: z.string(),
  date: z.string(),
  status: z.enum(dayStatuses),
  /** Why: ill, absent, the date it moved to, what kept a message from arriving … */
  reason: z.string().nullable(),
  assignment: plannedAssignment,
  begeleider: z.string().nullable(),
  mentor: z.string().nullable(),
  sector: z.string().nullable(),
  company: z.string().nullable(),
  /** Counts up with every change of this student: older news never undoes newer. */
  revision: z.number().int(),
  at: z.number(),
  /** Every status that it had, oldest first. */
  history: z.array(mark),
  /** While its student is being erased: the record that it takes the place of, so that no day is counted twice. */
  insteadOf: z.string().optional(),
});
export type DayRecord = z.infer<typeof dayRecordSchema>;

/** What the student's thread tells the ledger. */
export type DayNews = Omit<DayRecord, 'v' | 'history' | 'insteadOf'>;

/** The record after the news, or null when it says nothing that is newer. */
export function recorded(before: DayRecord | null, news: DayNews): DayRecord | null {
  if (before !== null && before.revision >= news.revision) return null;
  const last = before?.history.at(-1);
  const same = last?.status === news.status && last.reason === news.reason;
  const { status, reason, at } = news;
  return { ...news, v: 1, history: [...(before?.history ?? []), ...(same ? [] : [{ status, reason, at }])] };
}

/** Whether the day is over as far as it is known: later news may still correct it. */
export const isFinalStatus = (status: DayStatus): boolean => status !== 'planned' && status !== 'open';

/** The id of a practice day of a student. */
export const dayId = (school: string, student: string, date: string): string =>
  `${school}:day:${date}:${student}`;
