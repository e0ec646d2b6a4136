import { may, type Right, type Subject } from '../../core/school/access.js';
import type { Directory } from '../../core/school/people.js';
import { readThread } from '../../core/thread/read-thread.js';
import type { Thread } from '../../core/thread/thread.js';
import type { Deps } from '../deps.js';
import { refs } from '../refs.js';

export type HistoryDeps = Pick<
  Deps,
  'store' | 'school' | 'clock' | 'ids' | 'directory' | 'texts' | 'contents'
>;

/** A student as somebody of the staff looks at him: the thread, and what that person may do. */
export type Looking = {
  thread: Thread;
  directory: Directory;
  /** Whether the rights table lets him; an alert where it is about one. */
  may: (right: Right, alert?: Subject['alert']) => boolean;
  nameOf: (person: string) => string;
};

/** Null for nobody, and for somebody of the staff: from outside the two look the same as a refusal. */
export async function lookAt(deps: HistoryDeps, viewer: string, student: string): Promise<Looking | null> {
  const stored = await deps.store.get(refs.thread(deps.school.id, student));
  const read = stored === null ? null : readThread(stored.body);
  if (read?.kind !== 'ok' || !read.thread.profile.roles.includes('student')) return null;
  const { thread } = read;
  const directory = await deps.directory.read();
  const { begeleider, mentor } = thread.profile;
  return {
    thread,
    directory,
    may: (right, alert) =>
      may(directory, viewer, right, {
        circle: { begeleider, mentor },
        ...(alert === undefined ? {} : { alert }),
      }),
    nameOf: (person) => directory.get(person)?.name ?? person,
  };
}
