import { z } from 'zod';
import { everyItem } from '../items.js';
import { shownStudent } from './shown.js';
import { lookAt, type HistoryDeps } from './subject.js';

const lookBody = z.object({ by: z.string(), at: z.number(), what: z.string() });

/** Somebody looked; `by` is his name, or his id once he is gone. */
export type LookShown = z.infer<typeof lookBody>;

/** The most looks on a page. */
const looksShown = 500;

/** Who of the staff looked at a student's data, newest first; null where this member of staff may not know. */
export async function looksOf(
  deps: HistoryDeps,
  viewer: string,
  student: string,
): Promise<{ name: string; looks: LookShown[] } | null> {
  const looking = await lookAt(deps, viewer, student);
  if (looking === null || !looking.may('looks: see')) return null;
  const { thread, nameOf } = looking;
  const looks: LookShown[] = [];
  const query = { partition: thread.id, kind: 'look', order: 'desc' } as const;
  for await (const { body } of everyItem(deps.store, query)) {
    const look = lookBody.parse(body);
    looks.push({ ...look, by: nameOf(look.by) });
    if (looks.length >= looksShown) break;
  }
  return { name: shownStudent(looking).name, looks };
}
