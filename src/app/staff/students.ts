import { z } from 'zod';
import { doesWorkOf, may, type Right } from '../../core/school/access.js';
import { readerRelations } from '../../core/school/standing.js';
import type { Deps } from '../deps.js';
import { everyItem } from '../items.js';
import { refs } from '../refs.js';

const listed = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string().nullable().default(null),
  // Lists from before had the begeleider's students only.
  relations: z.array(z.enum(readerRelations)).default(['begeleider']),
});

/** A student as a member of staff finds him by name, with those around him as far as the list tells. */
export type StudentOfStaff = {
  id: string;
  name: string;
  company: string | null;
  /** Whose list he is on: the reader's own, or of somebody whom the reader stands in for. */
  owner: string;
  circle: { begeleider: string | null; mentor: string | null };
};

/** The students with whom somebody may do something today: his own, and those of whom he stands in for. */
export async function studentsFor(
  { store, school, directory }: Pick<Deps, 'store' | 'school' | 'directory'>,
  person: string,
  right: Right,
): Promise<StudentOfStaff[]> {
  const known = await directory.read();
  const found = new Map<string, StudentOfStaff>();
  for (const owner of doesWorkOf(known, person)) {
    const { partition } = refs.underStaff(school.id, owner, '');
    for await (const { body } of everyItem(store, { partition, kind: 'person' })) {
      const { id, name, company, relations } = listed.parse(body);
      const as = (relation: (typeof relations)[number]): string | null =>
        relations.includes(relation) ? owner : null;
      const circle = { begeleider: as('begeleider'), mentor: as('mentor') };
      if (may(known, person, right, { circle }) && !found.has(id))
        found.set(id, { id, name, company, owner, circle });
    }
  }
  return [...found.values()];
}
