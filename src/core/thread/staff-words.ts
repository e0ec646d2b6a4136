import { isDate } from '../school/calendar.js';
import type { StaffOrder } from '../outbox/job.js';
import { plain } from './words.js';

/**
 * What a member of staff orders about a student in the chat, or null:
 * "plan noor 5", "plan noor geen", "ziek noor", "afwezig noor", "verzet noor 26-11". `today` gives a date its year.
 */
export function staffOrder(text: string, today: string): StaffOrder | null {
  if (text.length > 120) return null;
  const match = /^\s*(plan|ziek|afwezig|verzet)\s+(.+?)\s*$/iu.exec(text);
  const [, verb = '', rest = ''] = match ?? [];
  switch (verb.toLowerCase()) {
    case 'ziek':
      return { verb: 'ill', student: rest };
    case 'afwezig':
      return { verb: 'absent', student: rest };
    case 'plan':
      return planned(rest);
    case 'verzet':
      return moved(rest, today);
    default:
      return null;
  }
}

function planned(rest: string): StaffOrder | null {
  const [, student = '', what = ''] = /^(.+?)\s+(\d{1,2}|geen(?: opdracht)?)$/iu.exec(rest) ?? [];
  if (student === '') return null;
  const number = Number(what);
  return { verb: 'plan', student, assignment: Number.isInteger(number) && number > 0 ? number : 'none' };
}

function moved(rest: string, today: string): StaffOrder | null {
  const [, student = '', date = ''] = /^(.+?)\s+(\S+)$/u.exec(rest) ?? [];
  const read = readDate(date, today);
  return student === '' || read === null ? null : { verb: 'move', student, date: read };
}

/** 2026-11-26, 26-11-2026 or 26-11; without a year the next such date from today on. */
export function readDate(text: string, today: string): string | null {
  if (isDate(text)) return text;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}))?$/.exec(text) ?? [];
  if (day === '') return null;
  const inYear = (of: number): string => `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const date = year === '' ? inYear(thisYear) : inYear(Number(year));
  const next = year === '' && date < today ? inYear(thisYear + 1) : date;
  return isDate(next) ? next : null;
}

/** Whether somebody is meant by what was typed: the whole name, its first word, or the id. */
export function isMeant(person: { id: string; name: string }, typed: string): boolean {
  const said = plain(typed);
  const name = plain(person.name);
  return said !== '' && (said === name || said === name.split(' ')[0] || said === plain(person.id));
}
