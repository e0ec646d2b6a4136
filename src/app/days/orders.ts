import { z } from 'zod';
import type { TurnEnv } from '../../core/thread/env.js';
import { isMeant } from '../../core/thread/staff-words.js';
import { hasSeen, markSeen, type Thread } from '../../core/thread/thread.js';
import type { StaffOrder, Task } from '../../core/outbox/job.js';
import type { TextRef } from '../../core/script/effect.js';
import { dayText } from '../../core/school/promise.js';
import { applyOrder, type DayOrder } from './day-orders.js';
import type { Handlers } from '../handlers.js';
import { post } from '../conversation/posts.js';
import { everyItem } from '../items.js';
import { refs } from '../refs.js';
import { unlessGone } from '../conversation/threads.js';

const studentOf = z.object({ id: z.string(), name: z.string() });

/** Does what a begeleider asked for in the chat about one of his own students, and answers him. */
export async function carryOutOrder(
  handlers: Handlers,
  by: Thread | null,
  { entry, order }: Extract<Task, { type: 'staff_order' }>,
): Promise<void> {
  if (by === null) return;
  const meant = (await studentsOf(handlers, by.person)).filter((one) => isMeant(one, order.student));
  const [student, ...others] = meant;
  const answer: TextRef =
    student === undefined
      ? { key: 'card.order.nobody', params: { name: order.student } }
      : others.length > 0
        ? { key: 'card.order.several', params: { names: meant.map((one) => one.name).join(', ') } }
        : await ordered(handlers, student, { entry, order });
  await post(handlers, {
    entry,
    to: by.person,
    urgent: false,
    body: { kind: 'text', text: answer },
    report: null,
  });
}

async function studentsOf({ deps }: Handlers, begeleider: string) {
  const { partition } = refs.underStaff(deps.school.id, begeleider, '');
  const found: z.infer<typeof studentOf>[] = [];
  for await (const item of everyItem(deps.store, { partition, kind: 'person' }))
    found.push(studentOf.parse(item.body));
  return found;
}

async function ordered(
  { threads, deliveries }: Handlers,
  student: { id: string; name: string },
  { entry, order }: { entry: string; order: StaffOrder },
): Promise<TextRef> {
  const done: { answer: TextRef } = { answer: { key: 'card.order.nobody', params: { name: order.student } } };
  const committed = await unlessGone(
    threads.change(student.id, (thread, env) => {
      // It ran before, but its answer was lost.
      done.answer = { key: 'card.order.done', params: { name: student.name } };
      if (hasSeen(thread, entry)) return null;
      const result = apply(thread, order, env);
      done.answer = { key: result.key, params: { name: student.name, ...result.params } };
      return result.thread === null ? null : markSeen(result.thread, entry);
    }),
  );
  deliveries.follow(committed);
  return done.answer;
}

type Applied = { thread: Thread | null; key: string; params?: TextRef['params'] };

function apply(thread: Thread, order: StaffOrder, env: TurnEnv): Applied {
  const result = applyOrder(thread, null, dayOrderOf(order), env);
  const day = result.day === null ? {} : { day: dayText(env.school, result.day.date) };
  const to = order.verb === 'move' ? { to: dayText(env.school, order.date) } : {};
  const what = order.verb === 'plan' ? assignmentText(thread, order.assignment, env) : {};
  const params = { ...day, ...to, ...what };
  if (!result.ok) return { thread: null, key: `card.order.refused.${result.why}`, params };
  return { thread: result.thread, key: `card.order.${order.verb}`, params };
}

function dayOrderOf(order: StaffOrder): DayOrder {
  switch (order.verb) {
    case 'plan':
      return { verb: 'plan', assignment: order.assignment };
    case 'move':
      return { verb: 'move', to: order.date };
    case 'ill':
    case 'absent':
      return { verb: order.verb };
  }
}

function assignmentText(thread: Thread, number: number | 'none', env: TurnEnv): TextRef['params'] {
  const known = env.current.assignments
    .get(thread.profile.sector ?? '')
    ?.find((one) => one.number === number);
  const assignment: TextRef =
    known === undefined
      ? { key: 'common.no_assignment', params: {} }
      : { key: 'common.assignment', params: { number: known.number, title: known.title } };
  return { number, assignment };
}
