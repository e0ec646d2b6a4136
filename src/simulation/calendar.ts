/**
 * The simulation's own calendar, made without the product's: the school's wall clock by Intl, moments found by trying
 * both offsets of Amsterdam.
 */
const zone = 'Europe/Amsterdam';

/** The first day of the simulated school year, a Monday. */
export const firstDay = '2026-09-14';

/** The week in October, among the first eight, in which summer time ends, is a holiday. */
export const holiday = { from: '2026-10-19', to: '2026-10-25' } as const;

const wallParts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'short',
});

/** "2026-11-24 16:15", as a clock on the school's wall shows it. */
export const wall = (at: number): string => wallParts.format(at);

export const dateOf = (at: number): string => wall(at).slice(0, 10);
export const timeOf = (at: number): string => wall(at).slice(11, 16);

/** The moment of a wall clock time. */
export function moment(date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const found = [1, 2].map((hours) => asUtc - hours * 3_600_000).find((at) => wall(at) === `${date} ${time}`);
  if (found === undefined) throw new Error(`${date} ${time} is not on the clock`);
  return found;
}

export const dayAfter = (date: string, days = 1): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** 1 for Monday. */
export const weekday = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay() || 7;

/** The term goes on after the weeks that are played: what began in the last one comes to its end in school time. */
export const weeksAfter = 5;

/** Whether there is school on a date, in a year of which so many weeks are played. */
export const isSchoolDay = (date: string, weeks: number): boolean =>
  date >= firstDay &&
  date < dayAfter(firstDay, (weeks + weeksAfter) * 7) &&
  (date < holiday.from || date > holiday.to);

/** Whether a student may be written to unasked. */
export const isDecent = (at: number, weeks: number): boolean =>
  timeOf(at) >= '08:00' && timeOf(at) < '21:00' && isSchoolDay(dateOf(at), weeks);
