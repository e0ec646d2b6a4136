import type { Standing } from '../school/standing.js';
import type { Card } from '../thread/card.js';
import { studentsOn, type StudentOfDay } from './day-groups.js';
import { historyLink } from './list-card.js';
import { assignmentText, dayWords, staffText, type StaffEnv } from './staff-env.js';

/** Days that an answer in the chat looks back; the page has them all. */
const daysBack = 3;

/** The last practice days of a student in words, with a link to his page. No word of his is on it. */
export function historyCard(standing: Standing, env: StaffEnv): Card {
  const { name, student, days, lastFinished, unreachable } = standing;
  const rows = days
    .slice(-daysBack)
    .reverse()
    .flatMap(({ date }) => studentsOn([standing], date).map((day) => rowOf(date, day, env)));
  const facts = [
    ...rows,
    ...(standing.next === null
      ? []
      : [{ label: staffText(env, 'history.next'), value: nextOf(standing, standing.next, env) }]),
    ...(lastFinished === null
      ? []
      : [{ label: staffText(env, 'history.last_finished'), value: dayWords(env, lastFinished) }]),
  ];
  return {
    summary: staffText(env, 'history.summary'),
    title: name,
    tone: unreachable === null ? 'default' : 'warning',
    facts,
    words: null,
    notes: [
      ...(rows.length === 0 ? [staffText(env, 'history.none')] : []),
      ...(unreachable === null ? [] : [staffText(env, `why.${unreachable}`)]),
    ],
    actions: historyLink({ id: student, name }, env),
  };
}

function rowOf(date: string, { state, standing, assignment, short }: StudentOfDay, env: StaffEnv) {
  const planned = assignmentText(env.content, standing.sector, assignment);
  const words =
    state.kind === 'not_reached'
      ? staffText(env, `why.${state.why}`)
      : state.kind !== 'off'
        ? staffText(env, `state.${state.kind}`)
        : state.why === 'moved' && state.to !== null
          ? staffText(env, 'day.off.moved', { day: dayWords(env, state.to) })
          : staffText(env, `day.off.${state.why}`);
  const parts = [
    words,
    ...(planned === null || state.kind === 'off' ? [] : [env.render(planned)]),
    ...(short === 0 ? [] : [staffText(env, short === 1 ? 'day.short_one' : 'day.short', { count: short })]),
  ];
  return { label: dayWords(env, date), value: parts.join('; ') };
}

function nextOf({ sector }: Standing, next: NonNullable<Standing['next']>, env: StaffEnv): string {
  const planned = assignmentText(env.content, sector, next.assignment);
  const what = planned === null ? staffText(env, 'day.not_planned') : env.render(planned);
  return `${dayWords(env, next.date)}; ${what}`;
}
