import { InvalidArgumentError } from 'commander';
import { isDate } from '../core/school/calendar.js';

/** An option that is a date, like 2026-11-24. */
export function dateOption(value: string): string {
  if (!isDate(value)) throw new InvalidArgumentError('a date like 2026-11-24 is needed');
  return value;
}
