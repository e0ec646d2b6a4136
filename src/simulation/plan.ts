import { minute } from '../core/time.js';
import { dateOf, dayAfter, isDecent, moment } from './calendar.js';

/** When somebody is at his company. */
type Shift = { start: string; end: string };

const quarter = 15 * minute;

/** Days that a search for a decent hour looks ahead: more than the holiday. */
const longestBreak = 12 * 24 * 60 * minute;

/**
 * When the reflection of a date should open, reckoned without the product: a quarter of an hour after the shift, or at
 * the first decent quarter after that.
 */
export function opensAt({ start, end }: Shift, date: string, weeks: number): number {
  return decentFrom(moment(end < start ? dayAfter(date) : date, end) + quarter, weeks);
}

/** The first decent moment from one on, in steps of a quarter of an hour. */
export function decentFrom(from: number, weeks: number): number {
  for (let at = from; at < from + longestBreak; at += quarter) if (isDecent(at, weeks)) return at;
  return from;
}

/** When it is over at the latest: a week after it could open. */
export const endsAt = (shift: Shift, date: string, weeks: number): number =>
  moment(dayAfter(dateOf(opensAt(shift, date, weeks)), 7), '00:00');
