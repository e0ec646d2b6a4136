import { DateTime } from 'luxon';
import { boundedMap } from '../bounded-map.js';
import { minute as minuteMs, type Instant } from '../time.js';
import type { School } from './school.js';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A moment as the school's clock shows it. */
export function local(school: School, at: Instant): DateTime {
  return DateTime.fromMillis(at, { zone: school.timeZone });
}

/** Dates and moments that are remembered: the same few weeks are asked for all day long, and a zone's rules are slow. */
const remembered = 5000;
const offsets = boundedMap<string, number>(remembered);
const clocks = boundedMap<string, string>(remembered);
const moments = boundedMap<string, Instant>(remembered);
const dates = boundedMap<string, string>(remembered);
const weekdayNumbers = boundedMap<string, number>(remembered);
const weekNumbers = boundedMap<string, number>(remembered);

/** Clocks are set forward and back on the quarter of an hour, everywhere: within one the offset stays. */
const quarter = 15 * minuteMs;

/** A moment as the school's clock shows it: "2026-11-24T16:15". */
function clockOf(school: School, at: Instant): string {
  if (!Number.isFinite(at)) return '';
  const shown = Math.floor(at / minuteMs);
  return clocks(`${school.timeZone} ${shown}`, () => readClock(school, shown * minuteMs));
}

function readClock({ timeZone }: School, at: Instant): string {
  const offset = offsets(
    `${timeZone} ${Math.floor(at / quarter)}`,
    () => DateTime.fromMillis(at, { zone: timeZone }).offset,
  );
  return (
    DateTime.fromMillis(at + offset * minuteMs, { zone: 'utc' })
      .toISO()
      ?.slice(0, 16) ?? ''
  );
}

/** The school's date, such as 2026-11-24. */
export const localDate = (school: School, at: Instant): string => clockOf(school, at).slice(0, 10);

/** The season as it is felt: the three months around December are winter. */
export function seasonOf(school: School, at: Instant): 'winter' | 'lente' | 'zomer' | 'herfst' {
  const seasons = ['winter', 'lente', 'zomer', 'herfst'] as const;
  return seasons[Math.floor((monthOf(localDate(school, at)) % 12) / 3)] ?? 'winter';
}

/** The number of a date's week, as calendars of school have it. */
export const weekOf = (date: string): number =>
  weekNumbers(date, () => DateTime.fromISO(date, { zone: 'utc' }).weekNumber);

/** 1 for January to 12 for December. */
export const monthOf = (date: string): number => Number(date.slice(5, 7));

/** The day of the month: 24 of 2026-11-24. */
export const dayOfMonth = (date: string): number => Number(date.slice(8, 10));

/** Days after a holiday in which a student is welcomed back: whichever weekday is his, one practice day falls in them. */
const daysBack = 7;

/** Whether a holiday of more than a long weekend has just ended on this date. */
export const afterBreak = (school: School, date: string): boolean =>
  school.holidays.some(
    ({ from, to }) => dateAfter(from, 4) <= to && date > to && date <= dateAfter(to, daysBack),
  );

/** Noon of a date of the school: the moment that names the day whatever the clock does. */
export const noonOf = (school: School, date: string): Instant => timeOn(school, date, '12:00');

/** The office hours of a school day as moments, or null on a free day. */
export const officeHours = (school: School, date: string): { from: Instant; to: Instant } | null =>
  isFree(school, date) ? null : weekHours(school, date);

/** The same, whether or not there is school in that week. */
function weekHours(school: School, date: string): { from: Instant; to: Instant } | null {
  const weekday = weekdays[weekdayOf(date) - 1];
  const hours = weekday === undefined ? undefined : school.officeHours[weekday];
  if (!hours) return null;
  return { from: timeOn(school, date, hours.from), to: timeOn(school, date, hours.to) };
}

/** Whether somebody of the school is at work. */
export function inOfficeHours(school: School, at: Instant): boolean {
  const hours = officeHours(school, localDate(school, at));
  return hours !== null && at >= hours.from && at < hours.to;
}

/** The next moment at which somebody is at work: now, later today, or on a coming school day within a year. */
export function nextOfficeMoment(school: School, at: Instant): Instant | null {
  let date = localDate(school, at);
  for (let ahead = 0; ahead <= 366; ahead += 1) {
    const hours = officeHours(school, date);
    if (hours && hours.to > at) return Math.max(hours.from, at);
    date = dateAfter(date);
  }
  return null;
}

/**
 * The moment at which so many minutes of office time have passed. Where the school file knows too few any more (its last
 * term is nearly over) every week counts as one of school: what waits for this may not wait for ever.
 */
export function afterOfficeTime(school: School, at: Instant, minutes: number): Instant {
  const of = (hoursOn: typeof officeHours): Instant | null => afterHours(school, at, minutes, hoursOn);
  return of(officeHours) ?? of(weekHours) ?? at + minutes * minuteMs;
}

function afterHours(
  school: School,
  at: Instant,
  minutes: number,
  hoursOn: typeof officeHours,
): Instant | null {
  let left = minutes * minuteMs;
  let date = localDate(school, at);
  for (let ahead = 0; ahead <= 366; ahead += 1) {
    const hours = hoursOn(school, date);
    const from = hours === null ? Infinity : Math.max(hours.from, at);
    const room = hours === null ? 0 : Math.max(0, hours.to - from);
    if (room >= left) return from + left;
    left -= room;
    date = dateAfter(date);
  }
  return null;
}

/** Hours in which nothing is sent unasked. They may run over midnight. */
export function inQuietHours(school: School, at: Instant): boolean {
  const clock = clockOf(school, at).slice(11);
  const { from, to } = school.quietHours;
  if (from === to) return false;
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

/** A holiday, or a date outside every term. */
export function isFree(school: School, date: string): boolean {
  const within = (one: { from: string; to: string }): boolean => one.from <= date && date <= one.to;
  return school.holidays.some(within) || !school.terms.some(within);
}

/**
 * The first moment from `at` on at which something may be sent unasked: no quiet hours, no holiday, a term, and somebody
 * of the school whom a worry would reach. Without anybody on call that is in office hours only: nobody is asked how he
 * is at an hour for which the school file names nobody.
 */
export function undisturbed(school: School, at: Instant): Instant | null {
  let moment = at;
  for (let tried = 0; tried < 2 * longestBreak; tried += 1) {
    const date = localDate(school, moment);
    if (isFree(school, date)) moment = startOf(school, dateAfter(date));
    else if (inQuietHours(school, moment)) moment = quietUntil(school, moment);
    else if (!isAttended(school, moment)) moment = nextOfficeMoment(school, moment) ?? Infinity;
    else return moment;
    if (moment === Infinity) return null;
  }
  return null;
}

/** Whether the school file names somebody for this hour. */
export const isAttended = (school: School, at: Instant): boolean =>
  school.onCall !== undefined || inOfficeHours(school, at);

/** Days that a search for a school day looks ahead: more than any break, and the summer after the last term. */
const longestBreak = 400;

function quietUntil(school: School, at: Instant): Instant {
  const date = localDate(school, at);
  const ends = timeOn(school, date, school.quietHours.to);
  return ends > at ? ends : timeOn(school, dateAfter(date), school.quietHours.to);
}

/** The date `days` later, or earlier when negative; dates know no hours, so no clock change disturbs it. */
export const dateAfter = (date: string, days = 1): string =>
  dates(`${date} ${days}`, () => DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() ?? date);

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: string): number =>
  weekdayNumbers(date, () => DateTime.fromISO(date, { zone: 'utc' }).weekday);

/** The first moment of a date of the school. */
export const startOf = (school: School, date: string): Instant =>
  moments(`${school.timeZone} ${date}`, () =>
    DateTime.fromISO(date, { zone: school.timeZone }).startOf('day').toMillis(),
  );

/**
 * A time of a date of the school. One that the spring change leaves out (02:30) becomes the moment after it; one
 * that autumn has twice is the first.
 */
export const timeOn = (school: School, date: string, time: string): Instant =>
  moments(`${school.timeZone} ${date} ${time}`, () => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const day = DateTime.fromISO(date, { zone: school.timeZone });
    return day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
  });

/** The same moment some months later. */
export const addMonths = (school: School, at: Instant, months: number): Instant =>
  local(school, at).plus({ months }).toMillis();

/** Whether this is a date that exists, written like 2026-11-24. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
