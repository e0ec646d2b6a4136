import {
  dayMeant,
  moveDay,
  moveRefusal,
  nextDay,
  pause,
  planAssignment,
  skipDay,
  type MoveRefusal,
} from '../../core/days/change.js';
import { assignmentIn } from '../../core/script/model.js';
import { dayOf } from '../../core/days/record.js';
import type { TurnEnv } from '../../core/thread/env.js';
import { dropTalkOf } from '../../core/thread/talk/talk.js';
import type { StudentDay } from '../../core/thread/student-day.js';
import type { Thread } from '../../core/thread/thread.js';
import type { Threads } from '../conversation/threads.js';

/** What a member of staff decides about a practice day of a student. */
export type DayOrder =
  | { verb: 'plan'; assignment: number | 'none' }
  | { verb: 'ill' | 'absent' }
  | { verb: 'move'; to: string }
  /** Without dates the student has practice days again. */
  | { verb: 'pause'; from?: string; to?: string };

export type OrderRefusal = MoveRefusal | 'no_day' | 'over' | 'no_assignment' | 'wrong_period';

/** What an order comes to: the changed thread, or why not. */
export type Ordered =
  | { ok: true; thread: Thread; day: StudentDay | null }
  | { ok: false; why: OrderRefusal; day: StudentDay | null };

/** Applies an order to the day of that date, or to the one that is meant when nobody named a date. */
export function applyOrder(thread: Thread, date: string | null, order: DayOrder, env: TurnEnv): Ordered {
  if (order.verb === 'pause') return paused(thread, order, env);
  const day = date === null ? theDay(thread, order, env) : dayOf(thread, date);
  if (day === undefined) return { ok: false, why: 'no_day', day: null };
  if (day.phase === 'over' && (order.verb === 'move' || order.verb === 'plan'))
    return { ok: false, why: 'over', day };
  switch (order.verb) {
    case 'plan': {
      const { sector } = thread.profile;
      if (order.assignment !== 'none' && assignmentIn(env.current, sector, order.assignment) === null)
        return { ok: false, why: 'no_assignment', day };
      return { ok: true, thread: planAssignment(thread, day.id, order.assignment, env), day };
    }
    case 'ill':
    case 'absent':
      return { ok: true, thread: dropTalkOf(skipDay(thread, day.id, order.verb, env), day.id, env), day };
    case 'move': {
      const why = moveRefusal(thread, order.to, env);
      if (why !== null) return { ok: false, why, day };
      return { ok: true, thread: dropTalkOf(moveDay(thread, day.id, order.to, env), day.id, env), day };
    }
  }
}

const theDay = (thread: Thread, { verb }: DayOrder, env: TurnEnv): StudentDay | undefined =>
  verb === 'plan' ? nextDay(thread) : (dayMeant(thread, env) ?? nextDay(thread));

function paused(thread: Thread, { from, to }: Extract<DayOrder, { verb: 'pause' }>, env: TurnEnv): Ordered {
  if (from === undefined || to === undefined) return { ok: true, thread: pause(thread, [], env), day: null };
  if (to < from) return { ok: false, why: 'wrong_period', day: null };
  return { ok: true, thread: pause(thread, [...thread.pauses, { from, to }], env), day: null };
}

/** Carries out an order of the command line; what follows from it is done by the running server. */
export async function changeDay(
  threads: Threads,
  student: string,
  date: string | null,
  order: DayOrder,
): Promise<{ kind: 'done' | 'refused'; date: string | null; said: string; thread: Thread | null }> {
  const found: { result: Ordered | null } = { result: null };
  const committed = await threads.change(student, (thread, env) => {
    found.result = applyOrder(thread, date, order, env);
    return found.result.ok ? found.result.thread : null;
  });
  const { result } = found;
  const about = result?.day?.date ?? date;
  if (result === null || !result.ok)
    return { kind: 'refused', date: about, said: `refused: ${result?.why ?? 'no_day'}`, thread: null };
  return { kind: 'done', date: about, said: order.verb, thread: committed?.thread ?? null };
}
