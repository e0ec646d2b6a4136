import type { DayRecord } from '../school/day-record.js';
import { isErasedAlias } from '../rights/opaque-day.js';
import { ownRatings, type OwnRating, type Reflection } from './reflection.js';

/** Of fewer students than this nothing is told: one of them could be known from it. */
export const smallestGroup = 5;

/** A practice day as the ledger has it. */
export type FiguresDay = Pick<DayRecord, 'student' | 'sector' | 'assignment' | 'status'>;

/** What the figures take from a reflection: no words, no mood. */
export type FiguresReflection = Pick<Reflection, 'assignment' | 'ratings' | 'answers' | 'short'> & {
  student: string;
  sector: string | null;
};

/** What became of the days on which an assignment stood. */
export type DayCounts = {
  students: number;
  /** Days that stood, those that were moved or cancelled apart: they stand elsewhere or nowhere. */
  planned: number;
  finished: number;
  partial: number;
  /** Ill, absent, free. */
  off: number;
  /** Not answered, not reached, not started or withdrawn. */
  unanswered: number;
};

/** How students rated themselves on a skill, in reflections on one assignment. */
export type RatingCounts = { skill: string } & Record<OwnRating, number>;

/** The figures of one assignment of one sector. A part that is null is of fewer than five students. */
export type AssignmentFigures = {
  sector: string;
  number: number;
  days: DayCounts | null;
  /** Only the skills that five students or more rated. */
  ratings: RatingCounts[];
  /** Answers in words, and how many of them stayed short. */
  answers: { all: number; short: number } | null;
};

/**
 * How the assignments of a time went, for the werkgroep: never per student, and nothing of a group of fewer than five.
 * There are no totals over assignments, from which a small group could be worked out. Depth is not kept, so it is in no
 * figure.
 */
export function figuresOf(
  days: readonly FiguresDay[],
  reflections: readonly FiguresReflection[],
): AssignmentFigures[] {
  const groups = new Map<string, { days: FiguresDay[]; reflections: FiguresReflection[] }>();
  const groupOf = (sector: string | null, number: number) => {
    const key = `${sector ?? ''} ${number}`;
    const known = groups.get(key) ?? { days: [], reflections: [] };
    groups.set(key, known);
    return known;
  };
  for (const one of days)
    if (typeof one.assignment === 'number') groupOf(one.sector, one.assignment).days.push(one);
  for (const one of reflections)
    if (typeof one.assignment === 'number') groupOf(one.sector, one.assignment).reflections.push(one);
  return [...groups]
    .map(([key, group]): AssignmentFigures => {
      const [sector = '', number = ''] = key.split(' ');
      return {
        ...{ sector, number: Number(number), days: countsOf(group.days) },
        ...{ ratings: ratingsOf(group.reflections), answers: answersOf(group.reflections) },
      };
    })
    .filter(({ days: counts, ratings, answers }) => counts !== null || ratings.length > 0 || answers !== null)
    .sort((a, b) => a.sector.localeCompare(b.sector) || a.number - b.number);
}

function countsOf(all: readonly FiguresDay[]): DayCounts | null {
  const stood = all.filter(({ status }) => status !== 'moved' && status !== 'cancelled');
  const students = studentsIn(stood);
  if (students < smallestGroup) return null;
  const count = (...statuses: FiguresDay['status'][]): number =>
    stood.filter(({ status }) => statuses.includes(status)).length;
  return {
    students,
    planned: stood.length,
    finished: count('completed'),
    partial: count('partial'),
    off: count('skipped'),
    unanswered: count('no_answer', 'undeliverable', 'not_started', 'withdrawn'),
  };
}

function ratingsOf(reflections: readonly FiguresReflection[]): RatingCounts[] {
  const skills = [...new Set(reflections.flatMap(({ ratings }) => ratings.map(({ skill }) => skill)))].sort();
  return skills.flatMap((skill) => {
    const rated = reflections.filter(({ ratings }) => ratings.some((one) => one.skill === skill));
    if (studentsIn(rated) < smallestGroup) return [];
    const given = rated.flatMap(({ ratings }) => ratings.filter((one) => one.skill === skill));
    const count = (rating: OwnRating): number => given.filter((one) => one.rating === rating).length;
    return [
      { skill, ...Object.fromEntries(ownRatings.map((rating) => [rating, count(rating)])) } as RatingCounts,
    ];
  });
}

function answersOf(reflections: readonly FiguresReflection[]): AssignmentFigures['answers'] {
  const answered = reflections.filter(({ answers }) => answers > 0);
  if (studentsIn(answered) < smallestGroup) return null;
  const sum = (part: 'answers' | 'short'): number => answered.reduce((sofar, one) => sofar + one[part], 0);
  return { all: sum('answers'), short: sum('short') };
}

/** How many students there are. Each day of somebody erased names another nobody: those make no group larger. */
const studentsIn = (all: readonly { student: string }[]): number =>
  new Set(all.flatMap(({ student }) => (isErasedAlias(student) ? [] : [student]))).size;

/** A school year, from August to July. */
export type SchoolYear = { name: string; from: string; to: string };

/** The school year that a date (YYYY-MM-DD) falls in. */
export function schoolYearOf(date: string): SchoolYear {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return schoolYear(month >= 8 ? year : year - 1);
}

/** Reads "2026-2027"; null for anything else. */
export function readSchoolYear(name: string): SchoolYear | null {
  const [, first = '', second = ''] = /^(\d{4})-(\d{4})$/.exec(name) ?? [];
  return first !== '' && Number(second) === Number(first) + 1 ? schoolYear(Number(first)) : null;
}

const schoolYear = (first: number): SchoolYear => ({
  name: `${first}-${first + 1}`,
  from: `${first}-08-01`,
  to: `${first + 1}-07-31`,
});
