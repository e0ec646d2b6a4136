import { DateTime } from 'luxon';
import type { Instant } from '../time.js';
import type { School } from './school.js';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A moment as the school's clock shows it. */
export function local(school: School, at: Instant): DateTime {
  return DateTime.fromMillis(at, { zone: school.timeZone });
}

/** The school's date, such as 2026-11-24. */
export const localDate = (school: School, at: Instant): string => local(school, at).toISODate() ?? '';

/** Noon of a date of the school: the moment that names the day whatever the clock does. */
export function noonOf(school: School, date: string): Instant {
  return DateTime.fromISO(date, { zone: school.timeZone }).set({ hour: 12 }).toMillis();
}

/** The office hours of a school day as moments, or null on a free day. */
export function officeHours(school: School, date: string): { from: Instant; to: Instant } | null {
  const start = DateTime.fromISO(date, { zone: school.timeZone });
  const weekday = weekdays[start.weekday - 1];
  const hours = weekday === undefined ? undefined : school.officeHours[weekday];
  if (!hours || isFree(school, date)) return null;
  return { from: atTime(start, hours.from), to: atTime(start, hours.to) };
}

/** Whether somebody of the school is at work. */
export function inOfficeHours(school: School, at: Instant): boolean {
  const hours = officeHours(school, localDate(school, at));
  return hours !== null && at >= hours.from && at < hours.to;
}

/** The next moment at which somebody is at work: now, later today, or on a coming school day within a year. */
export function nextOfficeMoment(school: School, at: Instant): Instant | null {
  let date = local(school, at).startOf('day');
  for (let ahead = 0; ahead <= 366; ahead += 1) {
    const hours = officeHours(school, date.toISODate() ?? '');
    if (hours && hours.to > at) return Math.max(hours.from, at);
    date = date.plus({ days: 1 });
  }
  return null;
}

/** Hours in which nothing is sent unasked. They may run over midnight. */
export function inQuietHours(school: School, at: Instant): boolean {
  const clock = local(school, at).toFormat('HH:mm');
  const { from, to } = school.quietHours;
  if (from === to) return false;
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

/** A holiday, or a date outside every term. */
export function isFree(school: School, date: string): boolean {
  const within = (one: { from: string; to: string }): boolean => one.from <= date && date <= one.to;
  return school.holidays.some(within) || !school.terms.some(within);
}

function atTime(day: DateTime, time: string): Instant {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
}
