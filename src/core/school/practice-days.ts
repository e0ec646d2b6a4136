import type { Instant } from '../time.js';
import { minute } from '../time.js';
import { dateAfter, isFree, localDate, startOf, timeOn, undisturbed, weekdayOf } from './calendar.js';
import type { Person } from './people.js';
import type { School } from './school.js';

/** When a student is at his company: one fixed day a week, from and until. */
export type Placement = Pick<Person, 'weekday' | 'start' | 'end'>;

/** A time in which a student has no practice days, first and last date included. */
export type Pause = { from: string; to: string };

/** Days that are looked ahead for the next practice day: more than a summer. */
const lookAhead = 200;

/** The end of a shift when the roster gives none (a moved day of somebody without fixed days). */
const usualEnd = '16:00';

/** The first practice day after a date: the fixed weekday, within a term, outside holidays. Null when there is none. */
export function practiceDateAfter(school: School, { weekday }: Placement, date: string): string | null {
  if (weekday === null) return null;
  for (let ahead = 1; ahead <= lookAhead; ahead += 1) {
    const candidate = dateAfter(date, ahead);
    if (weekdayOf(candidate) === weekday && !isFree(school, candidate)) return candidate;
  }
  return null;
}

/** Whether a date falls in a pause. */
export const isPaused = (pauses: readonly Pause[], date: string): boolean =>
  pauses.some(({ from, to }) => from <= date && date <= to);

/** The end of the shift that begins on a date. A shift that ends before it begins runs over midnight. */
export function shiftEnd(school: School, { start, end }: Placement, date: string): Instant {
  const overMidnight = start !== null && end !== null && end < start;
  return timeOn(school, overMidnight ? dateAfter(date) : date, end ?? usualEnd);
}

/**
 * When the reflection on a date opens: some minutes after the shift, or at the first moment after that at which the
 * student may be written to. Where the school file knows no such moment (the evening before the last term ends) it is
 * the end of the shift all the same: whoever opens it looks once more, and puts down that there was none.
 */
export function openingOf(school: School, placement: Placement, date: string): Instant {
  const over = shiftEnd(school, placement, date) + school.days.openAfterMinutes * minute;
  return undisturbed(school, over) ?? over;
}

/** When the student is reminded: at the school's hour on the day after the opening. */
export function reminderAfter(school: School, openedAt: Instant): Instant | null {
  const next = dateAfter(localDate(school, openedAt));
  return undisturbed(school, timeOn(school, next, school.days.remindAt));
}

/**
 * When the reflection on a day ends: with the next practice day, and at the latest some days after it could open.
 * Where the next day begins before this one could open, its own opening is the end.
 */
export function closingOf(
  school: School,
  placement: Placement,
  day: { from: string; opensAt: Instant | null; next: string | null },
): Instant {
  const opening = day.opensAt === null ? day.from : localDate(school, day.opensAt);
  const begun = opening > day.from ? opening : day.from;
  const latest = startOf(school, dateAfter(begun, school.days.closeAfterDays));
  if (day.next === null) return latest;
  const begins = startOf(school, day.next);
  if (day.opensAt === null || begins > day.opensAt) return Math.min(begins, latest);
  return openingOf(school, placement, day.next);
}
