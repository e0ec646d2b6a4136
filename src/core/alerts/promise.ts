import type { DateTime } from 'luxon';
import type { TextParam, TextRef } from '../script/effect.js';
import type { ConcernCategory, Severity } from '../signals/types.js';
import type { Instant } from '../time.js';
import {
  dayOfMonth,
  inOfficeHours,
  local,
  localDate,
  monthOf,
  nextOfficeMoment,
  noonOf,
  officeHours,
  weekdayOf,
} from '../school/calendar.js';
import type { Directory, Person } from '../school/people.js';
import type { Route } from './route.js';
import type { HelpLine, School } from '../school/school.js';

/** What a student is told: who reads it and when. Shown to staff as well, so that it is kept. */
export type ReaderPromise = {
  reader: string;
  /** Who else gets it at once, '' for nobody: the student hears exactly who reads it. */
  also: string;
  /** Whom it goes on to when the student would rather have somebody else, '' for nobody. */
  next: string;
  when: TextRef;
};

/** Computed from office hours, on-call and the route; promises nothing that nobody does. */
export function promiseFor(
  school: School,
  directory: Directory,
  route: Route,
  severity: Severity,
  now: Instant,
): ReaderPromise {
  const [reader = school.name, ...others] = route.now.flatMap((id) => directory.get(id)?.name ?? []);
  const also = others.join(', ');
  const next = route.next.flatMap((id) => directory.get(id)?.name ?? [])[0] ?? '';
  const onCall = severity === 'acute' && school.onCall !== undefined && route.now.includes(school.onCall);
  const open = inOfficeHours(school, now);
  // Nobody gets it at once: a moment would be a promise that nobody keeps.
  if (route.now.length === 0) return { reader, also, next, when: when('nobody_now') };
  if (severity === 'acute' && (open || onCall)) return { reader, also, next, when: when('now') };
  if (open) return { reader, also, next, when: beforeClosing(school, now) };
  return { reader, also, next, when: whenOpen(school, now) };
}

/** Help lines for this age and worry: danger first, at most `count`; each as a line "Naam: nummer (uren)". */
export function helpLinesFor(
  school: School,
  ageBand: Person['ageBand'],
  category: ConcernCategory | null,
  count = 4,
): string {
  const fits = (line: HelpLine): boolean =>
    (line.ages === undefined || ageBand === null || line.ages.includes(ageBand)) &&
    (line.for === undefined || (category !== null && line.for.includes(category)));
  return school.helpLines
    .filter(fits)
    .slice(0, count)
    .map((line) => `${line.name}: ${line.number} (${line.hours})`)
    .join('\n');
}

const when = (name: string, params: Record<string, TextParam> = {}): TextRef => ({
  key: `common.when.${name}`,
  params,
});

const clockTime = (moment: DateTime): string => moment.toFormat('H.mm');

function beforeClosing(school: School, now: Instant): TextRef {
  const hours = officeHours(school, local(school, now).toISODate() ?? '');
  return hours ? when('today', { time: clockTime(local(school, hours.to)) }) : when('now');
}

function whenOpen(school: School, now: Instant): TextRef {
  const next = nextOfficeMoment(school, now);
  if (next === null) return when('nobody_now');
  const opens = local(school, next);
  const days = opens.startOf('day').diff(local(school, now).startOf('day'), 'days').days;
  if (days === 0) return when('later_today', { time: clockTime(opens) });
  if (days === 1) return when('tomorrow', { time: clockTime(opens) });
  return when('day', { day: dateText(school, next), time: clockTime(opens) });
}

/** A date of the school in the reader's language, whatever the clock does on it. */
export const dayText = (school: School, date: string): TextRef => dateText(school, noonOf(school, date));

/** A date in the reader's language: "dinsdag 24 november". */
export function dateText(school: School, at: Instant): TextRef {
  const date = localDate(school, at);
  const weekday = { key: `common.weekday.${weekdayOf(date)}`, params: {} };
  const month = { key: `common.month.${monthOf(date)}`, params: {} };
  return { key: 'common.date', params: { weekday, date: dayOfMonth(date), month } };
}
