import {
  dayRecordSchema,
  isFinalStatus,
  recorded,
  type DayNews,
  type DayRecord,
} from '../../core/school/day-record.js';
import { day } from '../../core/time.js';
import type { Ref, Store } from '../../ports/store.js';
import { changeItem, everyItem } from '../items.js';
import { refs } from '../refs.js';
import { threadId } from '../../core/thread/thread.js';

/** Records of the ledger stay as long as transcripts may at most: two years (domain.md). */
const keptFor = 730 * day;

/**
 * Writes what became of a practice day: into the ledger of that date, and once it is over into the student's own time
 * line. Each copy takes only newer news, so that a job may run twice, late, or beside another.
 */
export async function recordDay(store: Store, school: string, news: DayNews): Promise<void> {
  await put(store, refs.day(school, news.id, news.date), news);
  if (isFinalStatus(news.status))
    await put(store, refs.dayOfStudent(threadId(school, news.student), news.id), news);
}

const put = (store: Store, ref: Ref, news: DayNews): Promise<void> =>
  changeItem(store, ref, (stored) => {
    const body = recorded(stored === null ? null : dayRecordSchema.parse(stored.body), news);
    return body && { body, sort: `${news.date} ${news.student}`, expiresAt: news.at + keptFor };
  });

/** Who is looked at; a part that is absent takes everybody. */
export type LedgerFilter = {
  begeleider?: string;
  mentor?: string;
  sector?: string;
  student?: string;
  status?: readonly string[];
};

/** The records of one date, by student. Days that were cancelled before they came are no part of it. */
export async function ledgerOf(
  store: Store,
  school: string,
  date: string,
  filter: LedgerFilter = {},
): Promise<DayRecord[]> {
  const records: DayRecord[] = [];
  const { partition } = refs.day(school, '', date);
  for await (const item of everyItem(store, { partition, kind: 'day' }))
    records.push(dayRecordSchema.parse(item.body));
  const replaced = new Set(records.map((record) => record.insteadOf));
  return records.filter(
    (record) => record.status !== 'cancelled' && !replaced.has(record.id) && fits(record, filter),
  );
}

function fits(record: DayRecord, { status, ...same }: LedgerFilter): boolean {
  if (status !== undefined && !status.includes(record.status)) return false;
  return Object.entries(same).every(([name, value]) => record[name as keyof typeof same] === value);
}
