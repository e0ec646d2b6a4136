import { z } from 'zod';
import { TerugblikError } from '../../core/errors.js';
import type { Absence } from '../../core/school/people.js';
import type { Store } from '../../ports/store.js';
import { refs } from '../refs.js';

const absence = z.object({
  person: z.string(),
  by: z.string().nullable(),
  from: z.iso.date(),
  to: z.iso.date(),
});
const absencesBody = z.object({ v: z.literal(1), absences: z.array(absence) });

const conflictLimit = 8;

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
  const ref = refs.mark(school, 'absences');
  for (let round = 0; round < conflictLimit; round += 1) {
    const stored = await store.get(ref);
    const absences = change(stored === null ? [] : absencesBody.parse(stored.body).absences);
    const guard = stored === null ? ({ absent: true } as const) : { etag: stored.etag };
    const put = await store.put({ ...ref, body: { v: 1, absences } }, guard);
    if (put.ok) return absences;
  }
  throw new TerugblikError('conflict', 'the list of absences was written again and again meanwhile');
}
