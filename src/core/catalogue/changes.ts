import type { Assignment } from '../script/model.js';
import type { Catalogue } from './catalogue.js';

/** What an import does to one assignment of the catalogue that stands. */
export type CatalogueChange =
  | { kind: 'new' | 'gone' | 'same'; assignment: Assignment }
  /** `fields` is what differs. */
  | { kind: 'changed'; assignment: Assignment; fields: readonly ('title' | 'task' | 'skills')[] };

/** The differences between what stands and what is offered for that sector, by number. */
export function catalogueChanges(
  standing: readonly Assignment[],
  { assignments }: Catalogue,
): CatalogueChange[] {
  const before = new Map(standing.map((one) => [one.number, one]));
  const offered = new Set(assignments.map(({ number }) => number));
  const gone = standing
    .filter(({ number }) => !offered.has(number))
    .map((assignment): CatalogueChange => ({ kind: 'gone', assignment }));
  const others = assignments.map((assignment) => changeOf(before.get(assignment.number), assignment));
  return [...gone, ...others].sort((a, b) => a.assignment.number - b.assignment.number);
}

function changeOf(before: Assignment | undefined, assignment: Assignment): CatalogueChange {
  if (before === undefined) return { kind: 'new', assignment };
  const fields = (['title', 'task', 'skills'] as const).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(assignment[field]),
  );
  return fields.length === 0 ? { kind: 'same', assignment } : { kind: 'changed', assignment, fields };
}
