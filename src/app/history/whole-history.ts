import type { TimelineDay } from '../../core/history/timeline.js';
import { recordLook } from '../rights/rights.js';
import { historyOf } from './history.js';
import type { HistoryDeps } from './subject.js';

/** Pages of forty days: more than anybody is at school. */
const pagesRead = 20;

/** A student's whole time line for a file, newest first; null where this member of staff may not have it. Recorded. */
export async function wholeHistory(
  deps: HistoryDeps,
  viewer: string,
  student: string,
): Promise<{ name: string; days: TimelineDay[]; short: boolean } | null> {
  const first = await historyOf(deps, viewer, student);
  if (first === null || !first.rights.includes('history: export')) return null;
  await recordLook(deps, student, { by: viewer, what: 'export' });
  const days = [...first.days];
  let older = first.older;
  for (let page = 1; older !== null && page < pagesRead; page += 1) {
    const next = await historyOf(deps, viewer, student, older);
    if (next === null) break;
    days.push(...next.days);
    older = next.older;
  }
  return { name: first.student.name, days, short: first.rights.includes('short answers: see') };
}
