import type { StaffAsk } from '../../core/outbox/job.js';
import { doesWorkOf, may } from '../../core/school/access.js';
import { findStudent } from '../../core/staff/find-student.js';
import { historyCard } from '../../core/staff/history-card.js';
import { alertListCard, historyLink, noteCard, statusSection } from '../../core/staff/list-card.js';
import { staffText } from '../../core/staff/staff-env.js';
import { openAlertsOf, openAlertStatus } from '../alerts/alert-lists.js';
import { standingsOf } from '../days/standings.js';
import type { Deps } from '../deps.js';
import type { Handlers } from '../handlers.js';
import { putCard, sendAnswer, staffEnv, type PostedCard, type StaffAnswer } from './answers.js';
import { dayCardKey, drawDay, standingsFor } from './day-cards.js';
import { whichStudent } from './orders.js';
import { studentsFor, type StudentOfStaff } from './students.js';

/** Answers what a member of staff asked for in the chat. The same `entry` twice is one answer. */
export async function answerAsk(
  handlers: Handlers,
  person: string,
  { entry, ask }: { entry: string; ask: StaffAsk },
): Promise<void> {
  switch (ask.about) {
    case 'day':
      return answerDay(handlers, person, entry, ask.date);
    case 'open':
      return putCard(handlers, person, entry, await openCard(handlers.deps, person, entry));
    case 'history':
      return sendAnswer(handlers, person, entry, await historyAnswer(handlers, person, entry, ask));
    case 'help':
      return;
  }
}

/** A card for his own students, and one for those of each for whom he stands in. */
async function answerDay(handlers: Handlers, person: string, entry: string, date: string): Promise<void> {
  const { deps } = handlers;
  let sent = 0;
  for (const owner of doesWorkOf(await deps.directory.read(), person)) {
    const standings = await standingsFor(deps, person, owner);
    if (standings === null || standings.length === 0) continue;
    const key = dayCardKey(deps, owner, date, entry);
    await putCard(
      handlers,
      person,
      `${entry}:${owner}`,
      await drawDay(deps, person, { owner, date, key }, standings),
    );
    sent += 1;
  }
  if (sent > 0) return;
  await sendAnswer(handlers, person, entry, {
    kind: 'text',
    text: { key: 'staf.day.no_students', params: {} },
  });
}

/** The open alerts of a reader; for a coordinator also how those of the school stand. */
export async function openCard(deps: Deps, person: string, key: string): Promise<PostedCard> {
  const env = await staffEnv(deps, person);
  const directory = await deps.directory.read();
  const lines = await openAlertsOf(deps, person);
  const card = alertListCard(lines, person, env);
  const named = lines.filter((line) => line.takenBy === person).map((line) => line.student);
  if (!may(directory, person, 'alert status: see')) return { card, key, about: named };
  const statuses = await openAlertStatus(deps);
  const section = statusSection(statuses, (id) => directory.get(id)?.name ?? id, env);
  return { card: { ...card, sections: [section] }, key, about: named };
}

/** The last days of the student who is meant, with a link to his page. */
export async function historyAnswer(
  handlers: Handlers,
  person: string,
  entry: string,
  ask: Extract<StaffAsk, { about: 'history' }>,
): Promise<StaffAnswer> {
  const students = await studentsFor(handlers.deps, person, 'timeline: see');
  const found = findStudent(students, ask.student);
  switch (found.kind) {
    case 'nobody':
      return { kind: 'text', text: { key: 'card.order.nobody', params: { name: ask.student } } };
    case 'ask':
      return whichStudent(handlers, person, entry, ask, found);
    case 'one':
      return { kind: 'card', ...(await historyOf(handlers.deps, person, entry, found.student)) };
  }
}

async function historyOf(
  deps: Deps,
  person: string,
  key: string,
  student: StudentOfStaff,
): Promise<PostedCard> {
  const env = await staffEnv(deps, person);
  const standings = await standingsOf(deps.store, deps.school.id, student.owner);
  const standing = standings.find((one) => one.student === student.id);
  const about = [student.id];
  if (standing !== undefined) return { card: historyCard(standing, env), key, about };
  const card = noteCard(student.name, staffText(env, 'history.none'), env);
  return { card: { ...card, actions: historyLink(student, env) }, key, about };
}
