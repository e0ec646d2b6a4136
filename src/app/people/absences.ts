import { z } from 'zod';
import type { Absence } from '../../core/school/people.js';
import type { Store } from '../../ports/store.js';
import { changeItem } from '../items.js';
import { refs } from '../refs.js';

const absence = z.object({
  person: z.string(),
  by: z.string().nullable(),
  from: z.iso.date(),
  to: z.iso.date(),
});
const absencesBody = z.object({ v: z.literal(1), absences: z.array(absence) });

/** Who of the staff is away when, and who stands in. */
export async function absencesOf(store: Store, school: string): Promise<Absence[]> {
  const stored = await store.get(refs.mark(school, 'absences'));
  return stored === null ? [] : absencesBody.parse(stored.body).absences;
}

/** Changes the list of absences under its ETag. */
export async function changeAbsences(
  store: Store,
  school: string,
  change: (before: readonly Absence[]) => Absence[],
): Promise<Absence[]> {
  let absences: Absence[] = [];
  await changeItem(store, refs.mark(school, 'absences'), (stored) => {
    absences = change(stored === null ? [] : absencesBody.parse(stored.body).absences);
    return { body: { v: 1, absences } };
  });
  return absences;
}
