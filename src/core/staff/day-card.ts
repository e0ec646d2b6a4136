import type { AlertLine } from '../alerts/line.js';
import { localDate } from '../school/calendar.js';
import type { Card, CardSection } from '../thread/card.js';
import { alertRows } from './alert-rows.js';
import { dayActions, dayFields, shownStudents } from './day-card-actions.js';
import type { DayView } from './day-view.js';
import { studentsOn, type DayState, type StudentOfDay } from './day-groups.js';
import { assignmentText, clipped, clockWords, dayWords, staffText, type StaffEnv } from './staff-env.js';

/** The lists of the card: the states of a day, and who is done but said little. */
type Group = DayState['kind'] | 'short';

/** What needs him comes first; those who are done, last. */
const order: readonly Group[] = [
  'not_reached',
  'open',
  'short',
  'partly',
  'no_answer',
  'to_come',
  'off',
  'done',
];

/**
 * The practice day of a begeleider's students as a card. No words of a student, and of alerts only how many and how
 * grave: who it is about comes when its reader opens it. The summary names nobody.
 */
export function dayCard(view: DayView, env: StaffEnv): Card {
  const students = studentsOn(view.standings, view.date);
  const quiet = quietLine(view, students, env);
  const { date, owner, alerts } = view;
  const title = owner.name !== null ? 'day.title_of' : students.length === 1 ? 'day.title_one' : 'day.title';
  const params = { day: dayWords(env, date), count: students.length, name: owner.name ?? '' };
  const first = students.length > 0 ? title : owner.name === null ? 'day.title_none' : 'day.title_of_none';
  return {
    summary: staffText(env, 'day.summary'),
    title: staffText(env, first, params),
    tone: alerts.length > 0 ? 'warning' : quiet === null ? 'default' : 'good',
    facts: [{ label: staffText(env, 'day.as_of'), value: clockWords(env, env.now, date) }],
    sections: [
      ...(alerts.length === 0 ? [] : [alertSection(alerts, env)]),
      ...(quiet === null ? studentSections(students, view, env) : []),
    ],
    words: null,
    notes: [
      ...(quiet === null ? hiddenNote(students, env) : [quiet]),
      ...(view.note === undefined ? [] : [view.note]),
    ],
    fields: quiet === null ? dayFields(view, students, env) : [],
    actions: dayActions(view, quiet === null ? students : [], env),
  };
}

/** One line for a day on which there is nothing to do; null where there is. */
function quietLine(view: DayView, students: readonly StudentOfDay[], env: StaffEnv): string | null {
  const when = view.date === localDate(env.school, env.now) ? 'today' : 'then';
  const say = (name: string): string =>
    staffText(env, `day.quiet.${name}_${when}`, { day: dayWords(env, view.date) });
  if (students.length === 0) return say('nobody');
  const isQuiet = ({ state, short, undelivered }: StudentOfDay): boolean =>
    state.kind === 'done' && short === 0 && undelivered === null;
  if (!students.every(isQuiet)) return null;
  return say(view.alerts.length > 0 ? 'everybody_but' : 'everybody');
}

const alertSection = (alerts: readonly AlertLine[], env: StaffEnv): CardSection => ({
  title: staffText(env, 'day.alerts'),
  tone: alerts.some((one) => one.severity === 'acute') ? 'attention' : 'warning',
  rows: alertRows(alerts, env),
});

/** Each student stands on the card once; who is done with short answers, with those. */
function studentSections(all: readonly StudentOfDay[], view: DayView, env: StaffEnv): CardSection[] {
  const students = shownStudents(all);
  return order
    .map((group): CardSection => {
      const rows = students
        .filter((one) => groupOf(one) === group)
        .map((one) => ({ label: clipped(one.standing.name, 40), value: lineOf(one, view, env) }));
      const title = staffText(env, `day.group.${group}`, { count: rows.length });
      return { title, tone: toneOf(group), rows };
    })
    .filter(({ rows }) => rows.length > 0);
}

const groupOf = ({ state, short }: StudentOfDay): Group =>
  state.kind === 'done' && short > 0 ? 'short' : state.kind;

const toneOf = (group: Group): CardSection['tone'] =>
  group === 'not_reached' ? 'warning' : group === 'done' ? 'good' : 'default';

function lineOf(student: StudentOfDay, view: DayView, env: StaffEnv): string {
  const { standing, state, assignment, undelivered, short } = student;
  const parts = [stateWords(state, view, env)];
  if (short > 0) parts.push(staffText(env, short === 1 ? 'day.short_one' : 'day.short', { count: short }));
  const planned = assignmentText(env.content, standing.sector, assignment);
  if (state.kind !== 'off')
    parts.push(planned === null ? staffText(env, 'day.not_planned') : clipped(env.render(planned), 48));
  if (undelivered !== null)
    parts.push(staffText(env, 'day.undelivered', { why: staffText(env, `why.${undelivered}`) }));
  if (state.kind === 'open' && standing.missed > 1)
    parts.push(staffText(env, 'day.missed', { count: standing.missed }));
  return parts.filter((one) => one !== '').join('; ');
}

/** What the title of the group does not say yet. */
function stateWords(state: DayState, { date }: DayView, env: StaffEnv): string {
  switch (state.kind) {
    case 'not_reached':
      return staffText(env, `why.${state.why}`);
    case 'to_come':
      return state.opensAt === null
        ? staffText(env, 'day.by_hand')
        : staffText(env, 'day.opens', { time: clockWords(env, state.opensAt, date) });
    case 'off':
      return state.why === 'moved' && state.to !== null
        ? staffText(env, 'day.off.moved', { day: dayWords(env, state.to) })
        : staffText(env, `day.off.${state.why}`);
    case 'open':
    case 'no_answer':
    case 'partly':
    case 'done':
      return '';
  }
}

function hiddenNote(students: readonly StudentOfDay[], env: StaffEnv): string[] {
  const hidden = students.length - shownStudents(students).length;
  return hidden === 0 ? [] : [staffText(env, 'day.more', { count: hidden })];
}
