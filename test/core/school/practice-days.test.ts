import { expect } from 'chai';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  dateAfter,
  inQuietHours,
  isFree,
  local,
  localDate,
  startOf,
  undisturbed,
  weekdayOf,
} from '../../../src/core/school/calendar.js';
import {
  closingOf,
  openingOf,
  practiceDateAfter,
  reminderAfter,
  shiftEnd,
} from '../../../src/core/school/practice-days.js';
import type { School } from '../../../src/core/school/school.js';
import { minute } from '../../../src/core/time.js';
import { aSchool, at } from './builders.js';

const placement = (weekday: number, start: string, end: string) => ({ weekday, start, end });
const tuesdays = placement(2, '09:00', '16:00');

describe('practice days', () => {
  const school = aSchool();

  it('are the fixed weekday within the terms, without holidays', () => {
    const dates: string[] = [];
    for (let date = '2026-12-07'; dates.length < 4;) {
      date = practiceDateAfter(school, tuesdays, date) ?? '';
      dates.push(date);
    }
    expect(dates).to.deep.equal(['2026-12-08', '2026-12-15', '2027-01-05', '2027-01-12']);
  });

  it('end with the last term, and somebody without a fixed day has none', () => {
    expect(practiceDateAfter(school, tuesdays, '2027-07-13')).to.equal(null);
    expect(practiceDateAfter(school, { ...tuesdays, weekday: null }, '2026-11-24')).to.equal(null);
  });

  it('open a quarter of an hour after the shift', () => {
    expect(openingOf(school, tuesdays, '2026-11-24')).to.equal(at('2026-11-24T16:15'));
  });

  it('with a late shift open the next morning, never in quiet hours', () => {
    expect(openingOf(school, placement(2, '14:00', '22:30'), '2026-11-24')).to.equal(at('2026-11-25T08:00'));
    expect(openingOf(school, placement(2, '14:00', '20:45'), '2026-11-24')).to.equal(at('2026-11-25T08:00'));
  });

  it('with a shift over midnight open after its end, on the day after', () => {
    expect(shiftEnd(school, placement(2, '22:00', '06:00'), '2026-11-24')).to.equal(at('2026-11-25T06:00'));
    expect(openingOf(school, placement(2, '22:00', '06:00'), '2026-11-24')).to.equal(at('2026-11-25T08:00'));
  });

  it('before a holiday open after it when the evening is too late', () => {
    expect(openingOf(school, placement(7, '14:00', '22:00'), '2026-12-20')).to.equal(at('2027-01-04T08:00'));
  });

  it('are reminded of at noon on the next day, or when the holiday is over', () => {
    expect(reminderAfter(school, at('2026-11-24T16:15'))).to.equal(at('2026-11-25T12:00'));
    expect(reminderAfter(school, at('2026-12-20T16:15'))).to.equal(at('2027-01-04T08:00'));
  });

  it('end with the next practice day, after a week at the latest', () => {
    const opensAt = at('2026-11-24T16:15');
    const closing = (next: string | null) =>
      closingOf(school, tuesdays, { from: '2026-11-24', opensAt, next });
    expect(closing('2026-11-26')).to.equal(at('2026-11-26T00:00'));
    expect(closing('2026-12-08')).to.equal(at('2026-12-01T00:00'));
    expect(closing(null)).to.equal(at('2026-12-01T00:00'));
  });

  it('that could only open after a holiday have their week from then on', () => {
    const opensAt = at('2027-01-04T08:00');
    expect(closingOf(school, tuesdays, { from: '2026-12-18', opensAt, next: '2027-01-15' })).to.equal(
      at('2027-01-11T00:00'),
    );
  });

  it('that could only open when the next has begun end when that one opens', () => {
    const late = placement(2, '14:00', '22:30');
    const opensAt = at('2026-11-25T08:00');
    expect(closingOf(school, late, { from: '2026-11-24', opensAt, next: '2026-11-25' })).to.equal(
      at('2026-11-26T08:00'),
    );
  });
});

/** Amsterdam; New York, whose clocks change on other dates; Lord Howe, whose change is half an hour. */
const zones = ['Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe'];

/** Open all year from 2024 to 2029: two leap days and ten clock changes. */
const always = (timeZone: string): School =>
  aSchool({
    timeZone,
    terms: [{ name: 'alles', from: '2024-01-01', to: '2029-12-31' }],
    holidays: [],
  });

const date = fc.integer({ min: 0, max: 5 * 365 }).map((days) => dateAfter('2024-01-02', days));
const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
const time = clock.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

for (const zone of zones) {
  describe(`practice days in ${zone}`, () => {
    const school = always(zone);

    it('are a week apart through clock changes and leap days', () => {
      for (let weekday = 1; weekday <= 7; weekday += 1) {
        let last: string | null = null;
        for (let next = practiceDateAfter(school, { ...tuesdays, weekday }, '2024-01-01'); next !== null;) {
          expect(weekdayOf(next)).to.equal(weekday);
          if (last !== null) expect(dateAfter(last, 7)).to.equal(next);
          last = next;
          next = practiceDateAfter(school, { ...tuesdays, weekday }, next);
        }
        expect((last ?? '') > '2029-12-24').to.equal(true);
      }
      expect(practiceDateAfter(school, { ...tuesdays, weekday: 4 }, '2024-02-22')).to.equal('2024-02-29');
      expect(practiceDateAfter(school, { ...tuesdays, weekday: 2 }, '2028-02-22')).to.equal('2028-02-29');
    });

    it('never open in quiet hours, nor before the shift is over, and at the minute that the wall clock says', () => {
      fc.assert(
        fc.property(date, time, time, (on, start, end) => {
          const placed = placement(weekdayOf(on), start, end);
          const over = shiftEnd(school, placed, on);
          const opens = openingOf(school, placed, on) ?? Number.NaN;
          expect(opens).to.be.at.least(over + 15 * minute);
          expect(inQuietHours(school, opens)).to.equal(false);
          const wall = DateTime.fromMillis(over, { zone }).toFormat('HH:mm');
          // The spring change leaves half an hour or an hour out: a time in it is the moment after.
          if (wall !== end) expect(wall > end, `${on} ${end} became ${wall}`).to.equal(true);
          expect(localDate(school, over)).to.equal(end < start ? dateAfter(on) : on);
        }),
        { numRuns: 400 },
      );
    });

    it('are reminded of at noon by the wall clock, and end at the first moment of a date', () => {
      fc.assert(
        fc.property(date, time, (on, end) => {
          const placed = placement(weekdayOf(on), '00:00', end === '00:00' ? '01:00' : end);
          const opens = openingOf(school, placed, on) ?? Number.NaN;
          const reminded = local(school, reminderAfter(school, opens) ?? Number.NaN);
          expect(reminded.toFormat('HH:mm')).to.equal('12:00');
          expect(reminded.toISODate()).to.equal(dateAfter(localDate(school, opens)));
          const ends = closingOf(school, placed, { from: on, opensAt: opens, next: dateAfter(on, 3) });
          expect(ends).to.equal(startOf(school, dateAfter(on, 3)));
          expect(localDate(school, ends - 1)).to.equal(dateAfter(on, 2));
        }),
        { numRuns: 400 },
      );
    });

    it('leave every moment alone at which somebody may be written to, and move the others to the first such one', () => {
      const withHoliday = { ...school, holidays: [{ name: 'vrij', from: '2026-03-27', to: '2026-04-06' }] };
      fc.assert(
        fc.property(date, time, (on, when) => {
          const asked = DateTime.fromISO(`${on}T${when}`, { zone }).toMillis();
          const moment = undisturbed(withHoliday, asked) ?? Number.NaN;
          expect(moment).to.be.at.least(asked);
          expect(
            inQuietHours(withHoliday, moment) || isFree(withHoliday, localDate(withHoliday, moment)),
          ).to.equal(false);
          expect(undisturbed(withHoliday, moment)).to.equal(moment);
          const before = moment - minute;
          if (before >= asked)
            expect(
              inQuietHours(withHoliday, before) || isFree(withHoliday, localDate(withHoliday, before)),
            ).to.equal(true);
        }),
        { numRuns: 400 },
      );
    });
  });
}
