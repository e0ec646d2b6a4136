import type { TimelineDay } from '../../core/history/timeline.js';
import { recordLook } from '../rights/rights.js';
import { daysBefore, historyOf, judgementsOf } from './history.js';
import { lookAt, type HistoryDeps } from './subject.js';

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
  const looking = older === null ? null : await lookAt(deps, viewer, student);
  const judgements = looking === null ? null : await judgementsOf(deps, looking.thread.id, student);
  for (let page = 1; older !== null && page < pagesRead; page += 1) {
    if (looking === null || judgements === null) break;
    const next = await daysBefore(deps, looking, judgements, older);
    days.push(...next.days);
    older = next.older;
  }
  return { name: first.student.name, days, short: first.rights.includes('short answers: see') };
}
