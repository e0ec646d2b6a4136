import { dateOf, dayAfter, moment, timeOf } from '../../src/simulation/calendar.js';
import { isSchoolDay, opening, practiceDates } from './calendar.js';
import type { SimStudent } from './people.js';

/** What happens around one practice day. */
export type Life =
  | 'answers'
  | 'late'
  | 'halfway'
  | 'silent'
  | 'ill_before'
  | 'ill_after'
  | 'absent'
  | 'moves'
  | 'catches_up'
  | 'fails';

/** What happens to a student in the term, beside his days. */
export type Course =
  'usual' | 'never_joins' | 'joins_late' | 'leaves' | 'pauses' | 'stops' | 'changes_weekday';

/** Something that a person does at a moment. */
export type Act = { at: number; student: SimStudent; act: string; date?: string };

/** What the ledger must say of a day from a moment on; null: it is no day of this student (any more). */
export type Expectation = { at: number; status: string | null };

export type Plan = { acts: Act[]; expected: Map<string, Expectation[]> };

const lives: readonly Life[] = [
  ...(['answers', 'answers', 'answers', 'late', 'halfway', 'silent', 'ill_before', 'ill_after'] as const),
  ...(['absent', 'moves', 'catches_up', 'fails'] as const),
];
export const courses: readonly Course[] = [
  ...(['never_joins', 'joins_late', 'leaves', 'pauses', 'stops', 'changes_weekday'] as const),
];

const hours = 3_600_000;

/** What everybody will do in the term, and what the ledger must say of it: made before anything runs. */
export function planTerm(students: readonly SimStudent[], random: () => number): Plan {
  const plan: Plan = { acts: [], expected: new Map() };
  students.forEach((student, nr) =>
    planStudent(plan, student, nr % 4 === 1 ? courseOf(nr) : 'usual', random),
  );
  plan.acts.sort((a, b) => a.at - b.at);
  return plan;
}

const courseOf = (nr: number): Course => courses[Math.floor(nr / 4) % courses.length] ?? 'usual';

function planStudent(plan: Plan, student: SimStudent, course: Course, random: () => number): void {
  const make = (at: number, act: string, date?: string): void =>
    void plan.acts.push({ at, student, act, ...(date === undefined ? {} : { date }) });
  const expect = (date: string, at: number, status: string | null): void => {
    const key = `${date} ${student.id}`;
    plan.expected.set(key, [...(plan.expected.get(key) ?? []), { at, status }]);
  };
  const tools: Tools = { student, make, expect, random };
  if (course !== 'never_joins' && course !== 'joins_late') make(moment('2026-09-14', '06:30'), 'joins');
  const dates = practiceDates(student.weekday);
  if (course === 'usual') return usualTerm(tools, dates);
  special[course](tools, dates);
}

type Tools = {
  student: SimStudent;
  make: (at: number, act: string, date?: string) => void;
  expect: (date: string, at: number, status: string | null) => void;
  random: () => number;
};

const begins = moment('2026-09-14', '06:30');
const openingOf = ({ student }: Tools, date: string) => opening(date, student.start, student.end);
const opensOf = (tools: Tools, date: string): number => openingOf(tools, date).at;

/** A reflection ends with the next practice day, or a week after it could open. */
function endOf(tools: Tools, date: string): number {
  const next = practiceDates(tools.student.weekday).find((one) => one > date) ?? '9999';
  const last = dayAfter(dateOf(opensOf(tools, date)), 7);
  return moment(next < last ? next : last, '00:00');
}

/** Two hours later, or on the next morning when that is late. */
function soonAfter(at: number): number {
  const later = at + 2 * hours;
  return timeOf(later) < '22:00' && timeOf(later) > '08:00' ? later : moment(dayAfter(dateOf(at)), '10:30');
}

function usualTerm(tools: Tools, dates: readonly string[]): void {
  let before: Life = 'answers';
  dates.forEach((date, nr) => {
    const next = dates[nr + 1];
    const drawn = lives[Math.floor(tools.random() * lives.length)] ?? 'answers';
    const life = before === 'catches_up' ? 'answers' : fitting(drawn, tools, date, next);
    before = life;
    if (openingOf(tools, date).never) hasNoMoment(tools, date);
    else live[life](tools, date);
  });
}

/** The term is over before the student may be written to. */
function hasNoMoment(tools: Tools, date: string): void {
  tools.expect(date, begins, 'planned');
  tools.expect(date, opensOf(tools, date), 'undeliverable no_moment');
}

/** A life that this week has room for. */
function fitting(life: Life, tools: Tools, date: string, next: string | undefined): Life {
  const other = dayAfter(date, 2);
  if (life === 'moves') return isSchoolDay(other) && !openingOf(tools, other).never ? life : 'answers';
  if (life === 'catches_up')
    return next === dayAfter(date, 7) && isSchoolDay(dayAfter(date, 9)) ? life : 'late';
  return life;
}

const live: Readonly<Record<Life, (tools: Tools, date: string) => void>> = {
  answers: (tools, date) =>
    openingOf(tools, date).never
      ? hasNoMoment(tools, date)
      : opensAnd(tools, date, soonAfter(opensOf(tools, date)), 'finishes', 'completed'),
  late: (tools, date) => opensAnd(tools, date, moment(dayAfter(date, 4), '19:30'), 'finishes', 'completed'),
  halfway: (tools, date) => {
    opensAnd(tools, date, soonAfter(opensOf(tools, date)), 'begins', null);
    tools.expect(date, endOf(tools, date), 'partial');
  },
  silent: (tools, date) => {
    opensAnd(tools, date, null, '', null);
    tools.expect(date, endOf(tools, date), 'no_answer');
  },
  ill_before: (tools, date) => {
    tools.expect(date, begins, 'planned');
    tools.make(moment(date, '08:30'), 'is ill');
    tools.expect(date, moment(date, '08:30'), 'skipped ill');
  },
  ill_after: (tools, date) => opensAnd(tools, date, soonAfter(opensOf(tools, date)), 'is ill', 'skipped ill'),
  absent: (tools, date) =>
    opensAnd(tools, date, soonAfter(opensOf(tools, date)), 'was not there', 'skipped absent'),
  moves: (tools, date) => {
    const other = dayAfter(date, 2);
    tools.expect(date, begins, 'planned');
    tools.make(moment(date, '08:30'), 'moves', other);
    tools.expect(date, moment(date, '08:30'), `moved ${other}`);
    tools.expect(other, moment(date, '08:30'), 'planned');
    tools.expect(other, opensOf(tools, other), 'open');
    const answers = soonAfter(opensOf(tools, other));
    tools.make(answers, 'finishes');
    tools.expect(other, answers, 'completed');
  },
  catches_up: (tools, date) => {
    live.silent(tools, date);
    const later = moment(dayAfter(date, 9), '19:30');
    tools.make(later, 'catches up', date);
    tools.expect(date, later, 'completed');
  },
  fails: (tools, date) => {
    tools.expect(date, begins, 'planned');
    tools.make(opensOf(tools, date) - 2 * hours, 'cannot be reached');
    tools.make(opensOf(tools, date) + 3 * hours, 'can be reached again');
    tools.expect(date, opensOf(tools, date), 'undeliverable code 63024');
  },
};

function opensAnd(tools: Tools, date: string, at: number | null, act: string, status: string | null): void {
  tools.expect(date, begins, 'planned');
  tools.expect(date, opensOf(tools, date), 'open');
  if (at === null) return;
  tools.make(at, act);
  if (status !== null) tools.expect(date, at, status);
}

const special: Readonly<Record<Exclude<Course, 'usual'>, (tools: Tools, dates: readonly string[]) => void>> =
  {
    never_joins: (tools, dates) => {
      for (const date of dates) {
        tools.expect(date, begins, 'planned');
        tools.expect(date, opensOf(tools, date), 'not_started not_joined');
      }
    },
    joins_late: (tools, dates) => {
      const joined = dates[4] ?? '';
      for (const date of dates.filter((one) => one <= joined)) {
        tools.expect(date, begins, 'planned');
        tools.expect(date, opensOf(tools, date), 'not_started not_joined');
      }
      const at = moment(dayAfter(joined, 3), '10:30');
      tools.make(at, 'joins');
      tools.make(at + 1, 'finishes');
      tools.expect(joined, at, 'completed');
      for (const date of dates.filter((one) => one > joined)) live.answers(tools, date);
    },
    leaves: (tools, dates) => {
      const left = dates[8] ?? '';
      for (const date of dates.filter((one) => one < left)) live.answers(tools, date);
      // He leaves while his last reflection stands open.
      opensAnd(tools, left, null, '', null);
      const at = moment(dayAfter(left, 3), '10:30');
      tools.make(at, 'leaves');
      tools.expect(left, at, 'withdrawn left');
    },
    pauses: (tools, dates) => {
      const [from = '', to = ''] = [dates[5], dates[8]];
      for (const date of dates) {
        if (date < from || date > to) live.answers(tools, date);
        else {
          tools.expect(date, begins, 'planned');
          tools.expect(date, moment(dayAfter(from, -3), '10:30'), 'skipped pause');
        }
      }
      tools.make(moment(dayAfter(from, -3), '10:30'), `pauses ${to}`, from);
    },
    stops: (tools, dates) => {
      const [stop = '', ...rest] = dates.slice(5);
      for (const date of dates.slice(0, 5)) live.answers(tools, date);
      opensAnd(tools, stop, soonAfter(opensOf(tools, stop)), 'stops', 'withdrawn stopped');
      const again = moment(dayAfter(stop, 17), '10:30');
      for (const date of rest) {
        const opens = opensOf(tools, date);
        if (opens > again) live.answers(tools, date);
        else {
          tools.expect(date, begins, 'planned');
          tools.expect(date, opens, 'withdrawn stopped');
        }
      }
      tools.make(again, 'starts again');
      tools.make(again + 1, 'finishes');
      const waiting = rest
        .filter((date) => opensOf(tools, date) <= again && endOf(tools, date) > again)
        .at(-1);
      if (waiting !== undefined) tools.expect(waiting, again, 'completed');
    },
    changes_weekday: (tools, dates) => {
      const last = dates[5] ?? '';
      for (const date of dates.filter((one) => one <= last)) live.answers(tools, date);
      const other = (tools.student.weekday % 5) + 1;
      const at = moment(dayAfter(last, 3), '10:30');
      tools.make(at, `weekday ${other}`);
      const after = dayAfter(last, 3);
      const later = practiceDates(other).filter((one) => one >= after && opensOf(tools, one) > at);
      for (const date of later) live.answers(tools, date);
    },
  };
