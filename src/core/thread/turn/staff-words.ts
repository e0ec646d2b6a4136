import { dateAfter, isDate } from '../../school/calendar.js';
import type { StaffAsk, StaffOrder } from '../../outbox/job.js';
import { plain } from './words.js';

/** Longer messages are no orders. */
const longest = 120;

/** The verbs of orders, in Dutch and English. */
const verbs: Readonly<Record<string, StaffOrder['verb']>> = {
  plan: 'plan',
  ziek: 'ill',
  ill: 'ill',
  sick: 'ill',
  afwezig: 'absent',
  absent: 'absent',
  verzet: 'move',
  move: 'move',
  herinner: 'remind',
  remind: 'remind',
};

/**
 * What a member of staff orders about a student in the chat, or null: "plan noor 5", "plan noor geen", "ziek noor",
 * "afwezig noor", "verzet noor 26-11", "herinner noor", or the same in English. `today` gives a date its year.
 */
export function staffOrder(text: string, today: string): StaffOrder | null {
  if (text.length > longest) return null;
  const [, word = '', rest = ''] = /^\s*(\p{L}+)\s+(.+?)\s*$/iu.exec(text) ?? [];
  const verb = verbs[word.toLowerCase()];
  switch (verb) {
    case 'ill':
    case 'absent':
    case 'remind':
      return { verb, student: rest };
    case 'plan':
      return planned(rest);
    case 'move':
      return moved(rest, today);
    default:
      return null;
  }
}

function planned(rest: string): StaffOrder | null {
  const [, student = '', what = ''] = /^(.+?)\s+(\d{1,2}|geen(?: opdracht)?|none)$/iu.exec(rest) ?? [];
  if (student === '') return null;
  const number = Number(what);
  return { verb: 'plan', student, assignment: Number.isInteger(number) && number > 0 ? number : 'none' };
}

function moved(rest: string, today: string): StaffOrder | null {
  const [, student = '', date = ''] = /^(.+?)\s+(\S+)$/u.exec(rest) ?? [];
  const read = readDate(date, today);
  return student === '' || read === null ? null : { verb: 'move', student, date: read };
}

/** An order or question in the words that read as the same again; the student by his id. */
export function inWords(asked: StaffOrder | StaffAsk): string {
  if ('about' in asked) return asked.about === 'history' ? `geschiedenis ${asked.student}` : '';
  switch (asked.verb) {
    case 'plan':
      return `plan ${asked.student} ${asked.assignment === 'none' ? 'geen' : asked.assignment}`;
    case 'ill':
      return `ziek ${asked.student}`;
    case 'absent':
      return `afwezig ${asked.student}`;
    case 'move':
      return `verzet ${asked.student} ${asked.date}`;
    case 'remind':
      return `herinner ${asked.student}`;
  }
}

/**
 * What a member of staff asks for in the chat, or null: "vandaag", "gisteren", a date, "open", "geschiedenis noor",
 * "help", or the same in English.
 */
export function staffAsk(text: string, today: string): StaffAsk | null {
  if (text.length > longest) return null;
  const said = plain(text);
  const [, name = ''] = /^\s*(?:geschiedenis|history)\s+(.+?)\s*$/iu.exec(text) ?? [];
  if (name !== '') return { about: 'history', student: name };
  switch (said) {
    case 'vandaag':
    case 'today':
      return { about: 'day', date: today };
    case 'gisteren':
    case 'yesterday':
      return { about: 'day', date: dateAfter(today, -1) };
    case 'open':
    case 'meldingen':
    case 'alerts':
      return { about: 'open' };
    case 'help':
    case 'hulp':
      return { about: 'help' };
    default: {
      const date = readDate(text.trim(), today, 'nearest');
      return date === null ? null : { about: 'day', date };
    }
  }
}

/**
 * 2026-11-26, 26-11-2026 or 26-11; without a year the next such date from today on, or the `nearest` one where somebody
 * may look back.
 */
export function readDate(text: string, today: string, which: 'next' | 'nearest' = 'next'): string | null {
  if (isDate(text)) return text;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}))?$/.exec(text) ?? [];
  if (day === '') return null;
  const inYear = (of: number): string => `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const years = year !== '' ? [Number(year)] : [thisYear - 1, thisYear, thisYear + 1];
  const possible = years.map(inYear).filter(isDate);
  if (which === 'next') return possible.find((date) => year !== '' || date >= today) ?? null;
  const near = (date: string): boolean => date > dateAfter(today, -183) && date <= dateAfter(today, 183);
  return possible.find(near) ?? possible[0] ?? null;
}

/** Whether somebody is meant by what was typed: the whole name, its first word, or the id. */
export function isMeant(person: { id: string; name: string }, typed: string): boolean {
  const said = plain(typed);
  const name = plain(person.name);
  return said !== '' && (said === name || said === name.split(' ')[0] || said === plain(person.id));
}
