import {
  figuresOf,
  schoolYearOf,
  type AssignmentFigures,
  type FiguresDay,
  type FiguresReflection,
  type SchoolYear,
} from '../../core/history/figures.js';
import { readReflection, type Reflection } from '../../core/history/reflection.js';
import { may } from '../../core/school/access.js';
import { dateAfter, localDate } from '../../core/school/calendar.js';
import { personSchema } from '../../core/school/people.js';
import { threadId } from '../../core/thread/thread.js';
import type { Deps } from '../deps.js';
import { ledgerOf } from '../days/ledger.js';
import { everyItem } from '../items.js';
import { peoplePartition } from '../refs.js';

type FigureDeps = Pick<Deps, 'store' | 'school' | 'clock'>;

/** The figures of a school year, as far as it is over. */
export type YearFigures = { year: SchoolYear; assignments: AssignmentFigures[] };

/**
 * How the assignments of a school year went. Reads the ledger of every date and the reflections of every student: work
 * for a command or a page that somebody opens now and then, not for a turn.
 */
export async function yearFigures(deps: FigureDeps, asked?: SchoolYear): Promise<YearFigures> {
  const today = localDate(deps.school, deps.clock.now());
  const year = asked ?? schoolYearOf(today);
  const last = year.to < today ? year.to : today;
  const days: FiguresDay[] = [];
  for (let date = year.from; date <= last; date = dateAfter(date))
    days.push(...(await ledgerOf(deps.store, deps.school.id, date)));
  return { year, assignments: figuresOf(days, await reflectionsIn(deps, year.from, last)) };
}

/** The same for a member of staff; null for who may not see figures. */
export async function figuresFor(
  deps: FigureDeps & Pick<Deps, 'directory'>,
  viewer: string,
  asked?: SchoolYear,
): Promise<YearFigures | null> {
  return may(await deps.directory.read(), viewer, 'figures: see') ? yearFigures(deps, asked) : null;
}

async function reflectionsIn(
  { store, school }: FigureDeps,
  from: string,
  to: string,
): Promise<FiguresReflection[]> {
  const found: FiguresReflection[] = [];
  const students = { partition: peoplePartition(school.id, ['student']), kind: 'person' } as const;
  const dateOf = ({ date, at }: Reflection): string => date ?? localDate(school, at);
  for await (const { body } of everyItem(store, students)) {
    const { id: student, sector } = personSchema.parse(body);
    const partition = threadId(school.id, student);
    for await (const item of everyItem(store, { partition, kind: 'reflection' })) {
      const reflection = readReflection(item.body);
      if (dateOf(reflection) < from || dateOf(reflection) > to) continue;
      const { assignment, ratings, answers, short } = reflection;
      found.push({ student, sector, assignment, ratings, answers, short });
    }
  }
  return found;
}
