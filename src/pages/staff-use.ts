import type { StaffUse, UndeliveredLine } from '../adapters/web/staff/use.js';
import { alertsOf, openAlertStatus } from '../app/alerts/alert-lists.js';
import type { App } from '../app/app.js';
import { undeliveredOf } from '../app/conversation/undelivered.js';
import type { Deps } from '../app/deps.js';
import { may } from '../core/school/access.js';
import { readThread } from '../core/thread/read-thread.js';
import { threadId } from '../core/thread/thread.js';
import { refs } from '../app/refs.js';

/** The use cases as the pages of the staff ask for them. */
export function staffUse(deps: Deps, { history }: App): StaffUse {
  const allowed = async (viewer: string, right: 'alert status: see' | 'deliveries: see'): Promise<boolean> =>
    may(await deps.directory.read(), viewer, right);
  return {
    ...history,
    group: async (viewer) => {
      const group = await history.group(viewer);
      const roles = (await deps.directory.read()).get(viewer)?.roles ?? [];
      const has = roles.includes('begeleider') || roles.includes('mentor');
      return has || group.rows.length > 0 ? group : null;
    },
    alerts: async (viewer) => (await alertsOf(deps, viewer, null)).lines,
    alertStatus: async (viewer) =>
      (await allowed(viewer, 'alert status: see')) ? openAlertStatus(deps) : null,
    undelivered: async (viewer) => ((await allowed(viewer, 'deliveries: see')) ? undelivered(deps) : null),
    // A page's address has the last part of a talk's id: the rest is the student's.
    transcript: (viewer, student, talk) =>
      history.transcript(viewer, student, `${threadId(deps.school.id, student)}:${talk}`),
  };
}

/** The most lines on a page; older ones are on the command line (`deliveries`). */
const linesShown = 100;

async function undelivered(deps: Deps): Promise<UndeliveredLine[]> {
  const newest = (await undeliveredOf(deps.store, deps.school.id)).slice(-linesShown).reverse();
  const directory = await deps.directory.read();
  const names = new Map<string, string>();
  for (const { person } of newest)
    if (!names.has(person))
      names.set(person, directory.get(person)?.name ?? (await studentName(deps, person)));
  return newest.map(({ person, at, urgent, reason }) => ({
    ...{ at, urgent, reason },
    person: names.get(person) ?? person,
  }));
}

async function studentName({ store, school }: Deps, person: string): Promise<string> {
  const stored = await store.get(refs.thread(school.id, person));
  const read = stored === null ? null : readThread(stored.body);
  return read?.kind === 'ok' ? read.thread.profile.name : person;
}
