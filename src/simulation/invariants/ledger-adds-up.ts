import { ledgerOf } from '../../app/days/ledger.js';
import { isErasedAlias } from '../../core/rights/opaque-day.js';
import { isFinalStatus, type DayRecord } from '../../core/school/day-record.js';
import { dateOf, dayAfter, firstDay, isSchoolDay, moment, weekday } from '../calendar.js';
import { isForgotten, type Finding, type Invariant, type Sim } from '../sim.js';

/** How many dates back the books are looked at each evening. */
const lookBack = 4;

/** A day is over a week after it could open; one that is caught up within two weeks, a week after that. */
const closedAfter = 24;

/** Totals equal the roster: one record for each student and practice day, nothing beside it, and never open for ever. */
export const ledgerAddsUp = (): Invariant => ({
  name: '7 the ledger adds up',
  daily: (sim) => books(sim, lookBack),
  atEnd: (sim) => books(sim, sim.options.weeks * 7 + closedAfter),
});

async function books(sim: Sim, back: number): Promise<Finding[]> {
  const today = dateOf(sim.clock.now());
  const found: Finding[] = [];
  for (const ago of [...Array.from({ length: back }, (_, nr) => nr), closedAfter]) {
    const date = dayAfter(today, -ago);
    if (date < firstDay) continue;
    const records = await ledgerOf(sim.store, sim.school.id, date);
    found.push(...missing(sim, date, records), ...tooMany(sim, date, records));
    const late = moment(dayAfter(date, closedAfter), '00:00') < sim.clock.now();
    if (late && ago === closedAfter)
      for (const { student, status } of records)
        if (!isFinalStatus(status))
          found.push({ person: student, what: `${date} of ${student} is still ${status}` });
  }
  return found;
}

const isFixedDay = ({ options }: Sim, student: { weekday: number }, date: string): boolean =>
  student.weekday === weekday(date) && isSchoolDay(date, options.weeks);

/** The last date on which somebody was in the roster. */
const lastDate = ({ gone }: Sim, id: string): string => {
  const left = gone.get(id);
  return left === undefined ? '9999' : dateOf(left.at);
};

/** Of somebody who was erased the ledger keeps the count, under a name that says nothing. */
function missing(sim: Sim, date: string, records: readonly DayRecord[]): Finding[] {
  const wanted = sim.students.filter((one) => isFixedDay(sim, one, date) && date < lastDate(sim, one.id));
  const here = new Set(records.map(({ student }) => student));
  const absent = wanted.filter(({ id }) => !here.has(id));
  const erased = absent.filter(({ id }) => isForgotten(sim, id));
  const aliases = records.filter(({ student }) => isErasedAlias(student)).length;
  return [
    ...absent
      .filter((one) => !erased.includes(one))
      .map(({ id }) => ({ person: id, what: `the ledger of ${date} has no record of ${id}` })),
    ...(aliases < erased.length
      ? [
          {
            person: null,
            what: `the ledger of ${date} counts ${aliases} of ${erased.length} erased students`,
          },
        ]
      : []),
  ];
}

/** Days that were moved here are no mistake: the record of the day before the move says so. */
function tooMany(sim: Sim, date: string, records: readonly DayRecord[]): Finding[] {
  const seen = new Set<string>();
  return records.flatMap(({ student }) => {
    if (isErasedAlias(student)) return [];
    const twice = seen.has(student);
    seen.add(student);
    const one = sim.students.find(({ id }) => id === student);
    const moved = sim.watch.moved.has(`${student} ${date}`);
    const his = one !== undefined && (isFixedDay(sim, one, date) || moved) && date <= lastDate(sim, student);
    const how = twice ? 'twice' : 'for nothing';
    return twice || !his ? [{ person: student, what: `the ledger of ${date} counts ${student} ${how}` }] : [];
  });
}
