import { dayById, setDay } from '../../days/record.js';
import type { Entry } from '../../outbox/entry.js';
import { standIn } from '../../school/people.js';
import { dayText } from '../../alerts/promise.js';
import type { TurnEnv } from '../env.js';
import { addJob } from '../job.js';
import { dropTalkOf } from '../talk/talk.js';
import type { StudentDay } from '../student-day.js';
import type { Talk, Thread } from '../thread.js';

/**
 * A message that will not arrive. The opening of a practice day: the ledger says so and the begeleider hears it. Any
 * other comes on the list of undelivered messages, where somebody can send it again.
 */
export function notArrived(thread: Thread, entry: Entry, env: TurnEnv): Thread {
  const { talk } = thread;
  const day = talk?.id === entry.talk ? dayById(thread, talk?.day?.id) : undefined;
  if (talk !== null && day !== undefined && isUnread(talk)) return notOpened(thread, talk, day, entry, env);
  const about = [talk, ...thread.ended].find((one) => one?.id === entry.talk);
  // Questions that nobody answers any more need no second try.
  if (about?.day != null && !entry.urgent) return thread;
  const listed: Entry = { ...entry, listed: true };
  return addJob(
    { ...thread, outbox: thread.outbox.map((one) => (one.id === entry.id ? listed : one)) },
    { type: 'undelivered', entry: entry.id, reason: entry.reason ?? '', at: env.now },
    env,
  );
}

/** Nothing of this talk reached the student, and he said nothing. */
const isUnread = (talk: Talk): boolean =>
  !talk.transcript.some(
    (line) => line.from === 'student' || line.delivery === 'sent' || line.delivery === 'delivered',
  );

/** The day waits for a way to the student until it closes; its talk begins anew then. */
function notOpened(thread: Thread, talk: Talk, day: StudentDay, entry: Entry, env: TurnEnv): Thread {
  const reason = entry.reason ?? 'unknown';
  const waits = setDay(
    thread,
    day.id,
    { phase: 'due', status: 'undeliverable', reason, remindAt: null },
    env.now,
  );
  const without = {
    ...waits,
    outbox: waits.outbox.filter((one) => one.talk !== talk.id || one.status === 'dead'),
  };
  return tellBegeleider(dropTalkOf(without, day.id, env), day, reason, env);
}

function tellBegeleider(thread: Thread, day: StudentDay, reason: string, env: TurnEnv): Thread {
  const to = standIn(env.directory, thread.profile.begeleider);
  if (to === null) return thread;
  const about = dayText(env.school, day.date);
  const params = { student: thread.profile.name, day: about, reason };
  const text = { key: 'card.unreachable.body', params };
  const post = {
    entry: `${day.id}:unreachable`,
    to,
    urgent: false,
    body: { kind: 'note' as const, about: 'unreachable' as const, text },
    report: null,
  };
  return addJob(thread, { type: 'post', post }, env);
}
