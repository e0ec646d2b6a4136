import { dayId, type PlannedAssignment } from '../../core/school/day-record.js';
import { hindrance, type Hindrance } from '../../core/days/make-way.js';
import { openDueDay } from '../../core/days/open.js';
import { arranged } from '../../core/days/plan.js';
import { dayById, putDay, setDay } from '../../core/days/record.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Thread } from '../../core/thread/thread.js';
import type { Committed, Threads } from '../conversation/threads.js';

export type OpenDay = { student: string; date: string; assignment: PlannedAssignment };

type Waiting = Exclude<Hindrance, 'not_joined'> | 'quiet' | 'limit';

export type OpenedDay =
  /** The talk is open and its first message on its way. */
  | { kind: 'opened'; committed: Committed }
  /** It opens when that is over: the explanation read, the talk in hand, quiet hours. */
  | { kind: 'waits'; why: Waiting; committed: Committed }
  /** It was opened before: doing it twice is doing it once. */
  | { kind: 'already' }
  /** Nothing goes out to anybody who has not joined. */
  | { kind: 'not_joined' };

/** Opens the reflection on a practice day by hand, as soon as the student may be written to. */
export async function openDay(threads: Threads, day: OpenDay): Promise<OpenedDay> {
  const found: { kind: 'already' | 'not_joined' | 'opened' | Waiting } = { kind: 'already' };
  const committed = await threads.change(day.student, (thread, env) => {
    const id = dayId(thread.school, thread.person, day.date);
    const known = dayById(thread, id);
    found.kind = 'already';
    if (known !== undefined && known.phase !== 'planned') return null;
    found.kind = 'not_joined';
    const hindered = hindrance(thread, env.now);
    if (hindered === 'not_joined') return null;
    const opened = openDueDay(madeDue(thread, day, env), env, false);
    found.kind = dayById(opened, id)?.phase === 'open' ? 'opened' : (hindered ?? unaskedWhy(opened, id));
    return opened;
  });
  const { kind } = found;
  if (committed === null || kind === 'not_joined' || kind === 'already')
    return { kind: kind === 'not_joined' ? kind : 'already' };
  return kind === 'opened' ? { kind, committed } : { kind: 'waits', why: kind, committed };
}

const unaskedWhy = (thread: Thread, id: string): 'quiet' | 'limit' =>
  dayById(thread, id)?.reason === 'limit' ? 'limit' : 'quiet';

/** Puts the day into the thread when the roster has none on that date, and makes it due. */
function madeDue(thread: Thread, { date, assignment }: OpenDay, env: TurnEnv): Thread {
  const { now } = env;
  const id = dayId(thread.school, thread.person, date);
  const there =
    dayById(thread, id) === undefined
      ? putDay(thread, { date, opensAt: null, assignment, movedFrom: null }, env)
      : thread;
  const from = date;
  const due = setDay(
    there,
    id,
    { phase: 'due', opensAt: null, from, ...(assignment === null ? {} : { assignment }) },
    now,
  );
  return arranged(due, env);
}
