import { localDate } from '../school/calendar.js';
import type { CardAction, CardField } from '../thread/card.js';
import type { DayView } from './day-view.js';
import type { StudentOfDay } from './day-groups.js';
import { clipped, historyUrl, staffText, type StaffEnv } from './staff-env.js';

/** The students that fit a card of 28 KB, the ones who need somebody before the others. */
const cardLimit = 40;

/** Who stands on the card: everybody up to the limit; above it those who are done give way. */
export function shownStudents(students: readonly StudentOfDay[]): readonly StudentOfDay[] {
  if (students.length <= cardLimit) return students;
  const settled = ({ state }: StudentOfDay): number => Number(state.kind === 'done' || state.kind === 'off');
  const shown = new Set([...students].sort((a, b) => settled(a) - settled(b)).slice(0, cardLimit));
  return students.filter((one) => shown.has(one));
}

/** The one choice of the card: whom its buttons are about. */
export function dayFields(view: DayView, students: readonly StudentOfDay[], env: StaffEnv): CardField[] {
  const shown = shownStudents(students);
  const [only] = shown;
  const chosen = view.chosen ?? (shown.length === 1 ? only?.standing.student : undefined);
  return [
    {
      ...{ kind: 'choice', id: 'student', label: staffText(env, 'day.choose') },
      choices: shown.map(({ standing }) => ({ id: standing.student, label: clipped(standing.name, 40) })),
      ...(chosen === undefined ? {} : { value: chosen }),
    },
  ];
}

/** At most six buttons: more are not shown in Teams. */
export function dayActions(view: DayView, students: readonly StudentOfDay[], env: StaffEnv): CardAction[] {
  const { owner, date, key, alerts, mayChange } = view;
  const data = { owner: owner.id, date, card: key };
  const action = (verb: string): CardAction => ({ verb, label: staffText(env, `day.do.${verb}`), data });
  const isOpen = students.some(({ state }) => state.kind === 'open');
  const canBeOff = students.some(({ state }) => state.kind !== 'done' && state.kind !== 'off');
  const canMove = students.some(({ state }) => ['open', 'to_come', 'not_reached'].includes(state.kind));
  return [
    ...(mayChange && isOpen ? [action('day_remind')] : []),
    ...(mayChange && canBeOff ? [action('day_ill')] : []),
    ...(mayChange && canMove ? [{ ...action('day_move'), form: moveForm(env) }] : []),
    ...(students.length === 0 ? [] : [historyAction(view, students, action, env)]),
    ...(alerts.length === 0 ? [] : [action('day_alerts')]),
    action('day_refresh'),
  ];
}

const moveForm = (env: StaffEnv): NonNullable<CardAction['form']> => ({
  fields: [
    {
      ...{ kind: 'date', id: 'to', label: staffText(env, 'day.move_to') },
      required: staffText(env, 'day.move_required'),
      value: localDate(env.school, env.now),
    },
  ],
  send: staffText(env, 'day.do.day_move_send'),
});

/** A link names one student: with more of them the button asks first who was chosen. */
function historyAction(
  { history }: DayView,
  students: readonly StudentOfDay[],
  action: (verb: string) => CardAction,
  env: StaffEnv,
): CardAction {
  const student = history ?? (students.length === 1 ? students[0]?.standing.student : undefined);
  const known = students.find(({ standing }) => standing.student === student)?.standing;
  if (known === undefined) return action('day_history');
  const label = staffText(env, 'history.open', { name: clipped(known.name, 30) });
  return { ...action('day_history'), label, url: historyUrl(env, known.student) };
}
