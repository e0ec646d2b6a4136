import { z } from 'zod';

/** A cell as its column understands it, or what is wrong with it. Messages never repeat the cell. */
export type ReadCell<T> = { ok: true; value: T } | { ok: false; message: string };

const value = <T>(read: T): ReadCell<T> => ({ ok: true, value: read });
const wrong = (message: string): ReadCell<never> => ({ ok: false, message });

const e164 = z.e164();

/** What Excel, and people, make of a telephone number; each with the way back. The first that fits is said. */
const phoneMistakes: readonly [RegExp, string][] = [
  [
    /^\d+(?:[.,]\d+)?e\+?\d+$/iu,
    'Excel rounded this number (3,16E+10) and digits are lost: format the column as Text and type it anew, like +31612345678',
  ],
  [/^00/u, 'write + in place of 00, like +31612345678'],
  [/^0/u, 'the country is missing: write +31 in place of the first 0, like +31612345678'],
  [
    /^\d{8,15}$/u,
    'the + is missing (Excel drops it unless the column is formatted as Text): write +31612345678',
  ],
  [/^\+31\(?0/u, 'no 0 after +31: write +31612345678'],
  [/^\+31(?!\d{9}$)/u, 'a Dutch number has nine digits after +31, like +31612345678'],
];

/** A telephone number in E.164. Spaces and hyphens are how people write numbers, and are taken out. */
export function readPhone(text: string): ReadCell<string> {
  const compact = text.replace(/[ -]/gu, '');
  const mistake = phoneMistakes.find(([pattern]) => pattern.test(compact));
  if (mistake !== undefined) return wrong(mistake[1]);
  return e164.safeParse(compact).success ? value(compact) : wrong('write a number like +31612345678');
}

const guid = z.guid();

/** An Entra object id, in small letters. */
export function readTeams(text: string): ReadCell<string> {
  const id = text.toLowerCase();
  if (!guid.safeParse(id).success || /^[0-]+$/u.test(id)) return wrong('this is no Entra object id');
  return value(id);
}

/** A time of day as HH:MM. 8:30 and 08:30:00, as Excel may write it, can mean one thing only. */
export function readTime(text: string): ReadCell<string> {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})(?::00)?$/u.exec(text) ?? [];
  if (hours !== '' && Number(hours) < 24 && Number(minutes) < 60)
    return value(`${hours.padStart(2, '0')}:${minutes}`);
  if (/^\d{1,2}\.\d{2}$/u.test(text)) return wrong('write a time with a colon, like 08:30');
  if (/^[01][.,]\d+$/u.test(text))
    return wrong('Excel wrote the time as part of a day: format the column as Text and write it like 08:30');
  return wrong('write a time like 08:30');
}

const weekdays: ReadonlyMap<string, number> = new Map(
  [
    ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'],
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  ].flatMap((days) => days.map((day, index): [string, number] => [day, index + 1])),
);

/** A day of the week, 1 for Monday to 7. */
export function readWeekday(text: string): ReadCell<number> {
  const day = weekdays.get(text.toLowerCase());
  return day === undefined ? wrong('use ma to zo, or mon to sun') : value(day);
}

const ageBands = z.enum(['<18', '18-24', '25+']);

/** An age band. Text programs make a dash of the hyphen; it means the same. */
export function readAgeBand(text: string): ReadCell<z.infer<typeof ageBands>> {
  const read = ageBands.safeParse(
    text.replace(/[ \u2010-\u2015]+/gu, (mark) => (mark.trim() === '' ? '' : '-')),
  );
  return read.success ? value(read.data) : wrong('use <18, 18-24 or 25+');
}

/** Two letters, such as nl or ti; a language without texts here falls back to Dutch. */
export function readLanguage(text: string): ReadCell<string> {
  const code = text.toLowerCase();
  return /^[a-z]{2}$/u.test(code) ? value(code) : wrong('use two letters, like nl');
}

/** The sector of a catalogue. `known` is which ones there are; absent: any word of the right shape. */
export function readSector(text: string, known: ReadonlySet<string> | null): ReadCell<string> {
  const sector = text.toLowerCase();
  if (known === null)
    return /^[a-z][a-z0-9_]*$/u.test(sector) ? value(sector) : wrong('use small letters, digits and _');
  if (known.has(sector)) return value(sector);
  return wrong(`there are no assignments for this sector: use ${[...known].sort().join(', ')}`);
}

/** The minutes from start to end; an end that is not later than the start is on the next day. */
export function shiftMinutes(start: string, end: string): number {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (minutes(end) - minutes(start) + 1440) % 1440;
}
