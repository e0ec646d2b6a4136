import { expect } from 'chai';
import { hour, minute } from '../../../src/core/time.js';
import {
  afterBreak,
  inOfficeHours,
  inQuietHours,
  isFree,
  localDate,
  nextOfficeMoment,
  noonOf,
  officeHours,
  seasonOf,
  undisturbed,
  weekOf,
} from '../../../src/core/school/calendar.js';
import { aSchool, at } from './builders.js';

const school = aSchool();

describe('the calendar of a school', () => {
  it('is open from the first minute of the office hours until just before the last', () => {
    const asked = ['08:29', '08:30', '16:59', '17:00'].map((time) =>
      inOfficeHours(school, at(`2026-11-24T${time}`)),
    );
    expect(asked).to.deep.equal([false, true, true, false]);
  });

  it('has its own hours on each day of the week, and none in the weekend', () => {
    expect(inOfficeHours(school, at('2026-11-27T16:30'))).to.equal(false);
    expect(inOfficeHours(school, at('2026-11-26T16:30'))).to.equal(true);
    expect(officeHours(school, '2026-11-28')).to.equal(null);
  });

  it('is closed on the first and the last day of a holiday, and outside every term', () => {
    const days = ['2026-12-18', '2026-12-21', '2027-01-03', '2027-01-04', '2027-07-16', '2027-07-17'];
    expect(days.map((day) => isFree(school, day))).to.deep.equal([false, true, true, false, false, true]);
    expect(inOfficeHours(school, at('2026-12-22T10:00'))).to.equal(false);
  });

  it('reads the clock anew in the night in which it is set back, and names noon of that day', () => {
    const midnights = [Date.UTC(2026, 9, 24, 22), Date.UTC(2026, 9, 25, 23)];
    expect(
      midnights.flatMap((moment) => [localDate(school, moment - 1), localDate(school, moment)]),
    ).to.deep.equal(['2026-10-24', '2026-10-25', '2026-10-25', '2026-10-26']);
    expect(['2026-10-24', '2026-10-25'].map((date) => noonOf(school, date))).to.deep.equal([
      Date.UTC(2026, 9, 24, 10),
      Date.UTC(2026, 9, 25, 11),
    ]);
  });

  it('counts weeks as school calendars do, over the turn of the year', () => {
    expect(['2026-11-24', '2027-01-03', '2027-01-04'].map(weekOf)).to.deep.equal([48, 53, 1]);
  });

  it('knows the school date, whatever the date is in London', () => {
    expect(localDate(school, Date.UTC(2026, 10, 24, 23, 30))).to.equal('2026-11-25');
  });

  it('says now when somebody is at work', () => {
    const now = at('2026-11-24T10:00');
    expect(nextOfficeMoment(school, now)).to.equal(now);
  });

  const next: [string, string, string][] = [
    ['early in the morning: when it opens', '2026-11-24T06:00', '2026-11-24T08:30'],
    ['in the evening: the next morning', '2026-11-24T17:00', '2026-11-25T08:30'],
    ['on Friday afternoon: over the weekend', '2026-11-27T16:00', '2026-11-30T08:30'],
    ['before Christmas: over weekend, holiday and weekend', '2026-12-18T18:00', '2027-01-04T08:30'],
  ];
  for (const [when, now, expected] of next) {
    it(`finds the next office moment ${when}`, () => {
      expect(nextOfficeMoment(school, at(now))).to.equal(at(expected));
    });
  }

  it('has no next office moment after the last term, nor where nobody has office hours', () => {
    expect(nextOfficeMoment(school, at('2027-07-16T18:00'))).to.equal(null);
    expect(nextOfficeMoment(aSchool({ officeHours: {} }), at('2026-11-24T10:00'))).to.equal(null);
  });

  it('keeps quiet hours over midnight', () => {
    const times = ['20:59', '21:00', '23:59', '00:00', '07:59', '08:00'];
    const quiet = times.map((time) => inQuietHours(school, at(`2026-11-24T${time}`)));
    expect(quiet).to.deep.equal([false, true, true, true, true, false]);
  });

  it('lets nothing unasked go out at hours for which nobody is named', () => {
    const { onCall: _nobody, ...rest } = aSchool();
    // Friday's office closes at 16:00; with somebody on call the evening is attended as well.
    expect(undisturbed(school, at('2026-11-27T16:15'))).to.equal(at('2026-11-27T16:15'));
    expect(undisturbed(rest, at('2026-11-27T15:59'))).to.equal(at('2026-11-27T15:59'));
    expect(undisturbed(rest, at('2026-11-27T16:15'))).to.equal(at('2026-11-30T08:30'));
    expect(undisturbed(rest, at('2026-11-24T07:00'))).to.equal(at('2026-11-24T08:30'));
    expect(undisturbed(rest, at('2026-12-18T17:00'))).to.equal(at('2027-01-04T08:30'));
    const never = { ...rest, officeHours: {} };
    expect(undisturbed(never, at('2026-11-24T12:00'))).to.equal(null);
  });

  it('keeps quiet hours within one day', () => {
    const lunch = aSchool({ quietHours: { from: '12:00', to: '13:00' } });
    const quiet = ['11:59', '12:00', '13:00', '23:00'].map((time) =>
      inQuietHours(lunch, at(`2026-11-24T${time}`)),
    );
    expect(quiet).to.deep.equal([false, true, false, false]);
  });
});

describe('the calendar on the days that the clock is changed', () => {
  const sundays = aSchool({ officeHours: { sun: { from: '01:00', to: '09:00' } } });
  const lengthOf = (date: string): number => {
    const hours = officeHours(sundays, date);
    return hours === null ? 0 : (hours.to - hours.from) / hour;
  };

  it('has an hour less in March and an hour more in October, and opens by the clock on the wall', () => {
    expect(lengthOf('2027-03-21')).to.equal(8);
    expect(lengthOf('2027-03-28')).to.equal(7);
    expect(lengthOf('2026-10-25')).to.equal(9);
    expect(officeHours(sundays, '2027-03-28')?.to).to.equal(Date.UTC(2027, 2, 28, 7));
    expect(officeHours(sundays, '2026-10-25')?.to).to.equal(Date.UTC(2026, 9, 25, 8));
  });

  it('ends quiet hours at eight by the clock on the wall', () => {
    expect(inQuietHours(school, Date.UTC(2027, 2, 28, 6) - minute)).to.equal(true);
    expect(inQuietHours(school, Date.UTC(2027, 2, 28, 6))).to.equal(false);
    expect(inQuietHours(school, Date.UTC(2026, 9, 25, 7) - minute)).to.equal(true);
    expect(inQuietHours(school, Date.UTC(2026, 9, 25, 7))).to.equal(false);
  });

  it('finds Monday morning from the Sunday of the change', () => {
    expect(nextOfficeMoment(school, Date.UTC(2026, 9, 25, 0, 30))).to.equal(at('2026-10-26T08:30'));
    expect(nextOfficeMoment(school, Date.UTC(2027, 2, 28, 0, 30))).to.equal(at('2027-03-29T08:30'));
  });
});

describe('what a student is asked about at that time of the year', () => {
  it('is the season as it is felt', () => {
    const months = [12, 1, 2, 3, 5, 6, 8, 9, 11].map((month) =>
      seasonOf(school, Date.UTC(2026, month - 1, 15)),
    );
    const [w, l, z, h] = ['winter', 'lente', 'zomer', 'herfst'];
    expect(months).to.deep.equal([w, w, w, l, l, z, z, h, h]);
  });

  it('is the holiday for a week after it, and no long weekend', () => {
    const withBreaks = {
      ...school,
      holidays: [
        { name: 'kerstvakantie', from: '2026-12-21', to: '2027-01-03' },
        { name: 'pasen', from: '2027-03-26', to: '2027-03-29' },
      ],
    };
    const dates = ['2027-01-03', '2027-01-04', '2027-01-10', '2027-01-11', '2027-03-30'];
    expect(dates.map((date) => afterBreak(withBreaks, date))).to.deep.equal([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
