/**
 * The simulation's own calendar, made without the product's: the school's wall clock by Intl, moments found by looking
 * at every quarter of an hour.
 */
export const zone = 'Europe/Amsterdam';

export const term = { from: '2026-09-14', to: '2027-01-03' } as const;

export const holidays = [
  { name: 'herfst', from: '2026-10-12', to: '2026-10-18' },
  { name: 'kerst', from: '2026-12-21', to: '2027-01-03' },
];

const quarter = 15 * 60_000;
const wallParts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'short',
});

/** "2026-11-24 16:15", as a clock on the school's wall shows it. */
export const wall = (at: number): string => wallParts.format(at);

export const dateOf = (at: number): string => wall(at).slice(0, 10);
export const timeOf = (at: number): string => wall(at).slice(11, 16);

/** The moment of a wall clock time: one of the two offsets of Amsterdam fits. */
export function moment(date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const found = [1, 2].map((hours) => asUtc - hours * 3_600_000).find((at) => wall(at) === `${date} ${time}`);
  if (found === undefined) throw new Error(`${date} ${time} is not on the clock`);
  return found;
}

export function dayAfter(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 for Monday. */
export const weekday = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay() || 7;

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
