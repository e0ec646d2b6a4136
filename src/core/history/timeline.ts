import type { DayRecord, DayStatus } from '../school/day-record.js';
import type { Judgement } from './judgement.js';
import type { OwnRating, Reflection, Subject } from './reflection.js';

/** A practice day on the time line, or a reflection about no day (then `status` is null). */
export type TimelineDay = {
  date: string;
  status: DayStatus | null;
  reason: string | null;
  assignment: { number: number; title: string } | 'none' | null;
  /** Oldest first; one mostly. */
  reflections: Reflection[];
  judgement: Judgement | null;
};

type Parts = {
  days: readonly Pick<DayRecord, 'date' | 'status' | 'reason' | 'assignment'>[];
  reflections: readonly Reflection[];
  judgements: readonly Judgement[];
  /** The title of an assignment of the student's sector; null when the catalogue has it no more. */
  titleOf: (number: number) => string | null;
  /** The date of a reflection about no practice day. */
  dateOf: (at: number) => string;
};

/** Puts days, reflections and judgements together, newest first. Cancelled days were none. */
export function timelineOf({ days, reflections, judgements, titleOf, dateOf }: Parts): TimelineDay[] {
  const byDate = new Map<string, TimelineDay>();
  const empty = (date: string): TimelineDay => ({
    ...{ date, status: null, reason: null, assignment: null, reflections: [], judgement: null },
  });
  for (const { date, status, reason, assignment } of days) {
    if (status === 'cancelled') continue;
    byDate.set(date, { ...empty(date), status, reason, assignment: named(assignment, titleOf) });
  }
  for (const one of [...reflections].sort((a, b) => a.at - b.at)) {
    const date = one.date ?? dateOf(one.at);
    const day = byDate.get(date) ?? empty(date);
    const assignment = day.assignment ?? named(one.assignment, titleOf);
    byDate.set(date, { ...day, assignment, reflections: [...day.reflections, one] });
  }
  return [...byDate.values()]
    .map((day) => ({ ...day, judgement: judgementOn(day, judgements) }))
    .sort((a, b) => b.date.localeCompare(a.date));
}

const judgementOn = ({ assignment }: TimelineDay, judgements: readonly Judgement[]): Judgement | null =>
  typeof assignment === 'object' && assignment !== null
    ? (judgements.find((one) => one.number === assignment.number) ?? null)
    : null;

function named(assignment: DayRecord['assignment'], titleOf: Parts['titleOf']): TimelineDay['assignment'] {
  return typeof assignment === 'number'
    ? { number: assignment, title: titleOf(assignment) ?? '' }
    : assignment;
}

/** How a student rated one skill over time, oldest first: what is charted over the year. */
export type RatingSeries = { skill: string; points: { date: string; rating: OwnRating }[] };

/** The ratings of each skill, the most rated skill first. */
export function ratingSeries(days: readonly TimelineDay[]): RatingSeries[] {
  const series = new Map<string, RatingSeries['points']>();
  for (const { date, reflections } of [...days].reverse())
    for (const { skill, rating } of reflections.flatMap((one) => one.ratings))
      series.set(skill, [...(series.get(skill) ?? []), { date, rating }]);
  return [...series]
    .map(([skill, points]) => ({ skill, points }))
    .sort((a, b) => b.points.length - a.points.length || a.skill.localeCompare(b.skill));
}

/** What became of practice days in a month, as it is drawn. */
export type Participation = { month: string; done: number; partly: number; excused: number; missed: number };

const kinds: Readonly<Partial<Record<DayStatus, Exclude<keyof Participation, 'month'>>>> = {
  completed: 'done',
  partial: 'partly',
  skipped: 'excused',
  moved: 'excused',
  no_answer: 'missed',
  withdrawn: 'missed',
  undeliverable: 'missed',
  not_started: 'missed',
};

/** Days by month, oldest first. It is no attendance record: it counts reflections (domain.md). */
export function participationOf(days: readonly TimelineDay[]): Participation[] {
  const months = new Map<string, Participation>();
  for (const { date, status } of [...days].reverse()) {
    const kind = status === null ? undefined : kinds[status];
    if (kind === undefined) continue;
    const month = date.slice(0, 7);
    const before = months.get(month) ?? { month, done: 0, partly: 0, excused: 0, missed: 0 };
    months.set(month, { ...before, [kind]: before[kind] + 1 });
  }
  return [...months.values()];
}

/** What becomes the student's own list: about himself, and about work (Kuijpers & Meijers). */
export const ownSubjects: readonly Subject[] = ['mezelf', 'werk'];

/** What the student found out about himself and work, newest first, in his own words ("dit past bij mij"). */
export const findingsOf = (days: readonly TimelineDay[]): { date: string; text: string }[] =>
  days.flatMap(({ date, reflections }) =>
    reflections.flatMap(({ words }) =>
      words.flatMap(({ subject, text }) => (ownSubjects.includes(subject) ? [{ date, text }] : [])),
    ),
  );

/** An intention, and what he said of it the next time. */
export type Intention = { date: string; text: string; kept: string | null };

/** His intentions, newest first; `kept` is null while he was not asked yet. */
export function intentionsOf(days: readonly TimelineDay[]): Intention[] {
  const found: Intention[] = [];
  for (const { date, reflections } of [...days].reverse())
    for (const { kept, words } of reflections) {
      const last = found.at(-1);
      if (kept !== null && last !== undefined) found[found.length - 1] = { ...last, kept };
      for (const { subject, text } of words)
        if (subject === 'volgende') found.push({ date, text, kept: null });
    }
  return found.reverse();
}
