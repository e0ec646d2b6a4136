import { z } from 'zod';
import { localDate } from '../../core/school/calendar.js';
import type { School } from '../../core/school/school.js';
import { day } from '../../core/time.js';
import type { Clock } from '../../ports/clock.js';
import type { Store } from '../../ports/store.js';
import { refs } from '../refs.js';

/** What is counted of second readings. */
export type SecondReadingCount =
  'read' | 'adds' | 'raises' | 'timeout' | 'refused' | 'nonsense' | 'unavailable' | 'budget';

const dayBody = z.object({ v: z.literal(1), taken: z.number(), counts: z.record(z.string(), z.number()) });
export type SecondReadingDay = { date: string; taken: number; counts: Record<string, number> };

/** Readings that a school pays for in a day, shared by its instances. */
export type SecondReaderBudget = {
  /** Whether one more reading may be made today. */
  take: () => Promise<boolean>;
  note: (count: SecondReadingCount) => void;
};

/** Readings that an instance takes at once: the day's counter is written once for so many messages. */
const slice = 20;
const conflictLimit = 8;
const keptFor = 30 * day;

type BudgetDeps = { store: Store; clock: Clock; school: School };

export function createSecondReaderBudget(deps: BudgetDeps, perDay: number): SecondReaderBudget {
  let mine = { date: '', left: 0 };
  let counts: Record<string, number> = {};
  return {
    take: async () => {
      const today = localDate(deps.school, deps.clock.now());
      if (mine.date !== today || mine.left <= 0) {
        const noted = counts;
        counts = {};
        mine = { date: today, left: await takeSlice(deps, today, perDay, noted) };
      }
      mine.left -= 1;
      return mine.left >= 0;
    },
    note: (count) => void (counts[count] = (counts[count] ?? 0) + 1),
  };
}

async function takeSlice(
  { store, clock, school }: BudgetDeps,
  date: string,
  perDay: number,
  noted: Readonly<Record<string, number>>,
): Promise<number> {
  const ref = refs.mark(school.id, `second-reader:${date}`);
  for (let round = 0; round < conflictLimit; round += 1) {
    const stored = await store.get(ref);
    const before = stored === null ? { taken: 0, counts: {} } : dayBody.parse(stored.body);
    const given = Math.max(0, Math.min(slice, perDay - before.taken));
    const counts: Record<string, number> = { ...before.counts };
    for (const [name, count] of Object.entries(noted)) counts[name] = (counts[name] ?? 0) + count;
    const body = { v: 1, taken: before.taken + given, counts };
    const guard = stored === null ? ({ absent: true } as const) : { etag: stored.etag };
    const put = await store.put({ ...ref, body, expiresAt: clock.now() + keptFor }, guard);
    if (put.ok) return given;
  }
  // So many instances at once: this message waits for nobody.
  return 0;
}

/** What came of the second readings on these dates; an instance tells its counts by the slice. */
export async function secondReadingDays(
  store: Store,
  school: School,
  dates: readonly string[],
): Promise<SecondReadingDay[]> {
  const found: SecondReadingDay[] = [];
  for (const date of dates) {
    const stored = await store.get(refs.mark(school.id, `second-reader:${date}`));
    if (stored !== null) found.push({ date, ...dayBody.parse(stored.body) });
  }
  return found;
}
