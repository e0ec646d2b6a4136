import type { DayRecord, DayStatus } from '../school/day-record.js';
import type { Instant } from '../time.js';
import { dayId, isFinalStatus } from '../school/day-record.js';

/** What the name of nobody begins with, in the place of somebody who was erased. */
export const erasedAlias = 'erased-';

/** Whether a record is about nobody any more. */
export const isErasedAlias = (student: string): boolean => student.startsWith(erasedAlias);

/**
 * A record of the ledger that keeps its count and leads back to nobody: another student's place, drawn by chance, no
 * begeleider, mentor or company (on one date they would name him), and no moments. Status and reasons stay. A day that
 * was not over is withdrawn; one that is still to come is none of his any more.
 */
export function opaqueDay(
  record: DayRecord,
  school: string,
  alias: string,
  { startOfDay, now }: { startOfDay: Instant; now: Instant },
): DayRecord {
  const over = isFinalStatus(record.status);
  const status: DayStatus = over ? record.status : startOfDay > now ? 'cancelled' : 'withdrawn';
  const reason = over ? record.reason : 'erased';
  const history = record.history.map((mark) => ({ ...mark, at: startOfDay }));
  return {
    ...record,
    id: dayId(school, alias, record.date),
    student: alias,
    ...{ status, reason },
    ...{ begeleider: null, mentor: null, company: null },
    at: startOfDay,
    history: over ? history : [...history, { status, reason, at: startOfDay }],
    insteadOf: record.id,
  };
}
