import type { School } from '../../core/school/school.js';
import { alarmOf } from '../../core/thread/alarm.js';
import type { Thread } from '../../core/thread/thread.js';
import { addMonths } from '../../core/school/calendar.js';
import type { Instant } from '../../core/time.js';
import type { Item } from '../../ports/store.js';
import { bucketOf, refs } from '../refs.js';

/** A thread as an item, with its one alarm. The thread of somebody who left has a term. */
export function threadItem(school: School, thread: Thread): Item<Thread> {
  const wakeAt = alarmOf(thread);
  return {
    ...refs.thread(school.id, thread.person),
    body: thread,
    ...(wakeAt === null ? {} : { wakeAt, bucket: bucketOf(thread.id) }),
    ...(thread.leftAt === null ? {} : { expiresAt: termAfter(school, thread.leftAt) }),
  };
}

/** When the answers of somebody who left are gone: the school's months later. */
export const termAfter = (school: School, leftAt: Instant): Instant =>
  addMonths(school, leftAt, school.retentionMonths);
