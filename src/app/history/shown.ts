import { accessTable, type Right } from '../../core/school/access.js';
import type { Alert } from '../../core/alerts/state.js';
import type { ShownAlert, ShownStudent } from '../../core/history/view.js';
import type { Looking } from './subject.js';

/** A student as pages name him, with those around him by name. */
export function shownStudent({ thread, nameOf }: Looking): ShownStudent {
  const { name, sector, company, weekday, begeleider, mentor } = thread.profile;
  const named = (id: string | null): string | null => (id === null ? null : nameOf(id));
  return {
    ...{ id: thread.person, name, sector, company, weekday },
    begeleider: named(begeleider),
    mentor: named(mentor),
    left: thread.leftAt !== null,
  };
}

/** What somebody may do with this student; rights about a single worry are asked of that worry. */
export const rightsOf = ({ may }: Looking): Right[] =>
  (Object.keys(accessTable) as Right[]).filter((right) => may(right));

export const shownAlert = ({ id, at, category, severity, status, talk }: Alert): ShownAlert => ({
  ...{ id, at, category, severity, status, talk },
});
