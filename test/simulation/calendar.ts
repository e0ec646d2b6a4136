import { dateOf, dayAfter, moment, timeOf, weekday } from '../../src/simulation/calendar.js';

/** The term that is played: longer than that of `terugblik simulate`, with two holidays. */
export const term = { from: '2026-09-14', to: '2027-01-03' } as const;

export const holidays = [
  { name: 'herfst', from: '2026-10-12', to: '2026-10-18' },
  { name: 'kerst', from: '2026-12-21', to: '2027-01-03' },
];

const quarter = 15 * 60_000;

export const isSchoolDay = (date: string): boolean =>
  date >= term.from && date <= term.to && !holidays.some((one) => one.from <= date && date <= one.to);

/** Whether a student may be written to unasked. */
export const isDecent = (at: number): boolean =>
  timeOf(at) >= '08:00' && timeOf(at) < '21:00' && isSchoolDay(dateOf(at));

/**
 * When a reflection opens: a quarter of an hour after the shift, or at the first decent quarter after that; `never`
 * when the term has none any more.
 */
export function opening(date: string, start: string, end: string): { at: number; never: boolean } {
  const over = moment(end < start ? dayAfter(date) : date, end) + quarter;
  for (let at = over; dateOf(at) <= term.to; at += quarter) if (isDecent(at)) return { at, never: false };
  return { at: over, never: true };
}

/** The practice days of a weekday in the term. */
export function practiceDates(of: number): string[] {
  const dates: string[] = [];
  for (let date: string = term.from; date <= term.to; date = dayAfter(date))
    if (weekday(date) === of && isSchoolDay(date)) dates.push(date);
  return dates;
}
