import type { Judgement } from '../../core/history/judgement.js';
import { may } from '../../core/school/access.js';
import { personSchema } from '../../core/school/people.js';
import { threadId } from '../../core/thread/thread.js';
import { everyItem } from '../items.js';
import { peoplePartition } from '../refs.js';
import { recordLook } from '../rights/rights.js';
import { studentsFor } from '../staff/students.js';
import { judgementsOf } from './history.js';
import type { HistoryDeps } from './subject.js';

/** One judged assignment of one student, for the school's own student system. */
export type JudgementRow = {
  student: string;
  name: string;
  judgement: Judgement;
  /** The name of who judged it. */
  by: string;
};

/**
 * The judgements of a begeleider's students, or for a coordinator of everybody; null for everybody else, and where the
 * school judges elsewhere. Kept as a look with each student.
 */
export async function judgementRows(deps: HistoryDeps, viewer: string): Promise<JudgementRow[] | null> {
  if (!deps.school.judging) return null;
  const directory = await deps.directory.read();
  const all = may(directory, viewer, 'judgements: export');
  const students = all ? await everyStudent(deps) : await studentsFor(deps, viewer, 'judgements: export');
  if (!all && students.length === 0) return null;
  const rows: JudgementRow[] = [];
  for (const { id, name } of [...students].sort((a, b) => a.name.localeCompare(b.name, 'nl'))) {
    const { judgements } = await judgementsOf(deps, threadId(deps.school.id, id), id);
    if (judgements.length === 0) continue;
    await recordLook(deps, id, { by: viewer, what: 'export' });
    for (const judgement of judgements)
      rows.push({ student: id, name, judgement, by: directory.get(judgement.by)?.name ?? judgement.by });
  }
  return rows;
}

async function everyStudent({ store, school }: HistoryDeps): Promise<{ id: string; name: string }[]> {
  const found: { id: string; name: string }[] = [];
  const partition = peoplePartition(school.id, ['student']);
  for await (const { body } of everyItem(store, { partition, kind: 'person' })) {
    const person = personSchema.safeParse(body).data;
    if (person?.active === true) found.push({ id: person.id, name: person.name });
  }
  return found;
}
