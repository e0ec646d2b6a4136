import type { WebFile } from '../adapters/web/file-reply.js';
import type { StaffUse, UndeliveredLine } from '../adapters/web/staff/use.js';
import { alertsOf, openAlertStatus } from '../app/alerts/alert-lists.js';
import type { App } from '../app/app.js';
import { undeliveredOf } from '../app/conversation/undelivered.js';
import type { Deps } from '../app/deps.js';
import { may } from '../core/school/access.js';
import type { OpenedFile } from '../app/history/files.js';
import { readThread } from '../core/thread/read-thread.js';
import { threadId } from '../core/thread/thread.js';
import { refs } from '../app/refs.js';

/** The use cases as the pages of the staff ask for them. */
export function staffUse(deps: Deps, { history }: App): StaffUse {
  const allowed = async (viewer: string, right: 'alert status: see' | 'deliveries: see'): Promise<boolean> =>
    may(await deps.directory.read(), viewer, right);
  return {
    ...history,
    judges: deps.school.judging,
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
    file: async (viewer, student, talk, file) => {
      const thread = threadId(deps.school.id, student);
      const at = { student, talk: `${thread}:${talk}`, file: `${thread}:file:${file}` };
      return webFile(await history.file(viewer, at));
    },
    // An alert's id begins with its student's thread.
    alertFile: async (viewer, alert, file) => {
      const thread = alert.split(':').slice(0, 2).join(':');
      return webFile(await history.alertFile(viewer, alert, `${thread}:file:${file}`));
    },
  };
}

const webFile = (opened: OpenedFile | null): WebFile | null =>
  opened === null ? null : { type: opened.head.type, bytes: opened.bytes };

/** The most messages that are looked at; older ones are on the command line (`deliveries`). */
const looked = 200;

/** One line for each person and reason, the newest first. */
async function undelivered(deps: Deps): Promise<UndeliveredLine[]> {
  const newest = (await undeliveredOf(deps.store, deps.school.id)).slice(-looked).reverse();
  const directory = await deps.directory.read();
  const lines = new Map<string, UndeliveredLine>();
  for (const { person, at, urgent, reason } of newest) {
    const key = `${person} ${reason}`;
    const known = lines.get(key);
    if (known !== undefined) {
      lines.set(key, { ...known, number: known.number + 1, urgent: known.urgent || urgent });
      continue;
    }
    const name = directory.get(person)?.name ?? (await studentName(deps, person));
    lines.set(key, { person: name, reason, number: 1, at, urgent });
  }
  return [...lines.values()];
}

async function studentName({ store, school }: Deps, person: string): Promise<string> {
  const stored = await store.get(refs.thread(school.id, person));
  const read = stored === null ? null : readThread(stored.body);
  return read?.kind === 'ok' ? read.thread.profile.name : person;
}
