import { day } from '../../src/core/time.js';
import type { Item } from '../../src/ports/store.js';

const week = 7 * day;

/** The day that the first week's talk is about. */
const firstDate = '2026-11-24';

/**
 * What a week left with a student (his talk about the day, its part of the time line, the day itself), for each of so
 * many weeks back; anything else as it is.
 */
export function repeated(template: string, weeks: number): string[] {
  const item = JSON.parse(template) as Item;
  if (weeks === 1 || !isOfWeek(item)) return [template];
  return Array.from({ length: weeks }, (_, back) => weeksBack(template, item, back));
}

const isOfWeek = ({ kind, body }: Item): boolean =>
  (['talk', 'reflection', 'day'].includes(kind) && JSON.stringify(body).includes(firstDate)) === true;

function weeksBack(template: string, { kind, id }: Item, back: number): string {
  const date = new Date(Date.parse(firstDate) - back * week).toISOString().slice(0, 10);
  const talk = kind === 'day' ? null : id.replace(/:reflection$/u, '');
  const named = template.replaceAll(firstDate, date);
  const told = talk === null || back === 0 ? named : named.replaceAll(`"${talk}`, `"${talk}-${back}`);
  // Every moment in it, also the one that it is sorted by.
  return told.replace(
    /(?<=[": ])(0*)(1\d{12})(?=[",}])/gu,
    (_all, zeros: string, moment: string) => `${zeros}${Number(moment) - back * week}`,
  );
}
