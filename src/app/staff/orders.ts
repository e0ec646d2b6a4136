import type { StaffOrder, Task } from '../../core/outbox/job.js';
import { remindNow } from '../../core/days/remind-now.js';
import { dayMeant, nextDay } from '../../core/days/change.js';
import { localDate } from '../../core/school/calendar.js';
import { dayText } from '../../core/alerts/promise.js';
import type { TextRef } from '../../core/script/effect.js';
import { findStudent } from '../../core/staff/find-student.js';
import { choiceCard } from '../../core/staff/list-card.js';
import { assignmentText } from '../../core/staff/staff-env.js';
import type { TurnEnv } from '../../core/thread/env.js';
import { inWords } from '../../core/thread/turn/staff-words.js';
import { hasSeen, markSeen, type Thread } from '../../core/thread/thread.js';
import { unlessGone } from '../conversation/threads.js';
import { applyOrder, type DayOrder } from '../days/day-orders.js';
import type { Handlers } from '../handlers.js';
import { sendAnswer, staffEnv, type StaffAnswer } from './answers.js';
import { studentsFor, type StudentOfStaff } from './students.js';

/** Does what a member of staff asked for in the chat about one of his students, and answers him. */
export async function carryOutOrder(
  handlers: Handlers,
  by: Thread | null,
  { entry, order }: Extract<Task, { type: 'staff_order' }>,
): Promise<void> {
  if (by === null) return;
  await sendAnswer(handlers, by.person, entry, await orderAnswer(handlers, by.person, entry, order));
}

/** Does it where one student is meant, and says what came of it; else asks who is meant. `entry` makes it once. */
export async function orderAnswer(
  handlers: Handlers,
  person: string,
  entry: string,
  order: StaffOrder,
): Promise<StaffAnswer> {
  const students = await studentsFor(handlers.deps, person, 'days: change');
  const found = findStudent(students, order.student);
  switch (found.kind) {
    case 'nobody':
      return { kind: 'text', text: { key: 'card.order.nobody', params: { name: order.student } } };
    case 'ask':
      return whichStudent(handlers, person, entry, order, found);
    case 'one':
      return { kind: 'text', text: await ordered(handlers, found.student, entry, order) };
  }
}

const choiceEnd = ':which';

/** Whether a card is known by this as one that asks which student is meant. */
export const isChoice = (key: string): boolean => key.endsWith(choiceEnd);

/** A card with a button for each student who may be meant. */
export async function whichStudent(
  { deps }: Handlers,
  person: string,
  entry: string,
  asked: Parameters<typeof inWords>[0] & { student: string },
  { students, exact }: { students: readonly StudentOfStaff[]; exact: boolean },
): Promise<StaffAnswer> {
  const key = `${entry}${choiceEnd}`;
  const choices = students.map((one) => ({ ...one, say: inWords({ ...asked, student: one.id }) }));
  const card = choiceCard(choices, { exact, typed: asked.student, key }, await staffEnv(deps, person));
  return { kind: 'card', card, key, about: students.map(({ id }) => id) };
}

async function ordered(
  { threads, deliveries }: Handlers,
  student: { id: string; name: string },
  entry: string,
  order: StaffOrder,
): Promise<TextRef> {
  const done: { answer: TextRef } = { answer: { key: 'card.order.nobody', params: { name: order.student } } };
  const committed = await unlessGone(
    threads.change(student.id, (thread, env) => {
      // It ran before, but its answer was lost.
      done.answer = { key: 'card.order.done', params: { name: student.name } };
      if (hasSeen(thread, entry)) return null;
      const result = order.verb === 'remind' ? reminded(thread, env) : apply(thread, order, env);
      done.answer = { key: result.key, params: { name: student.name, ...result.params } };
      return result.thread === null ? null : markSeen(result.thread, entry);
    }),
  );
  deliveries.follow(committed);
  return done.answer;
}

/** What an order comes to, and the text that says so. */
export type Applied = { thread: Thread | null; key: string; params?: TextRef['params'] };

/** Reminds of the day that is meant, or of the last one there was: then it says that it is over. */
function reminded(thread: Thread, env: TurnEnv): Applied {
  const today = localDate(env.school, env.now);
  const day = dayMeant(thread, env) ?? thread.days.findLast(({ date }) => date <= today) ?? nextDay(thread);
  return remindedOn(thread, day?.date ?? '', env);
}

/** Reminds of one day, or says why that was not done. */
export function remindedOn(thread: Thread, date: string, env: TurnEnv): Applied {
  const result = remindNow(thread, date, env);
  return result.ok
    ? { thread: result.thread, key: 'staf.remind.done' }
    : { thread: null, key: `staf.remind.${result.why}` };
}

function apply(thread: Thread, order: Exclude<StaffOrder, { verb: 'remind' }>, env: TurnEnv): Applied {
  const what = order.verb === 'plan' ? plannedText(thread, order.assignment, env) : {};
  const applied = appliedOn(thread, null, dayOrderOf(order), env);
  return { ...applied, params: { ...applied.params, ...what } };
}

/** Applies an order to the day of a date, or to the one that is meant (null), or says why that was not done. */
export function appliedOn(thread: Thread, date: string | null, order: DayOrder, env: TurnEnv): Applied {
  const result = applyOrder(thread, date, order, env);
  const day = result.day === null ? {} : { day: dayText(env.school, result.day.date) };
  const to = order.verb === 'move' ? { to: dayText(env.school, order.to) } : {};
  const params = { ...day, ...to };
  if (!result.ok) return { thread: null, key: `card.order.refused.${result.why}`, params };
  return { thread: result.thread, key: `card.order.${order.verb}`, params };
}

function dayOrderOf(order: Exclude<StaffOrder, { verb: 'remind' }>): DayOrder {
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

function plannedText(thread: Thread, number: number | 'none', env: TurnEnv): NonNullable<Applied['params']> {
  const assignment = assignmentText(env.current, thread.profile.sector, number);
  return { number, ...(assignment === null ? {} : { assignment }) };
}
