import { expect } from 'chai';
import { join } from 'node:path';
import { readSchoolFile } from '../../src/cli/school-store.js';
import { localDate, inOfficeHours, local } from '../../src/core/school/calendar.js';
import type { School } from '../../src/core/school/school.js';
import { openingMoment } from '../../src/demo/demo-clock.js';
import { projectRoot } from '../../src/wire.js';

describe('the demo, whenever it is started', () => {
  let school: School;
  before(async () => {
    school = await readSchoolFile(join(projectRoot, 'src/demo/school/school.yaml'));
  });
  const begins = (started: string): string =>
    local(school, openingMoment(school, Date.parse(started))).toFormat('yyyy-MM-dd HH:mm');

  it('begins now while the school is open', () => {
    expect(begins('2026-11-24T11:05:00+01:00')).to.equal('2026-11-24 11:05');
  });

  for (const [when, started, moment] of [
    ['at night', '2026-11-24T05:48:00+01:00', '2026-11-24 14:30'],
    ['in the evening', '2026-11-24T22:10:00+01:00', '2026-11-24 14:30'],
    ['at a weekend', '2026-11-29T12:00:00+01:00', '2026-11-27 14:30'],
    ['in a holiday', '2026-12-30T12:00:00+01:00', '2026-12-18 14:30'],
    ['in summer', '2027-08-01T12:00:00+02:00', '2027-07-16 14:30'],
    ['years after its last term', '2031-03-03T12:00:00+01:00', '2028-07-21 14:30'],
  ] as const) {
    it(`begins in the afternoon of a school day when started ${when}`, () => {
      expect(begins(started)).to.equal(moment);
    });
  }

  it('begins in office hours, whichever hour of two years it is started', () => {
    const start = Date.parse('2026-11-24T00:00:00Z');
    for (let hours = 0; hours < 2 * 366 * 24; hours += 5) {
      const moment = openingMoment(school, start + hours * 3_600_000);
      expect(inOfficeHours(school, moment), localDate(school, moment)).to.equal(true);
    }
  });
});
