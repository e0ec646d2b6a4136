import { expect } from 'chai';
import fc from 'fast-check';
import { alertAlarm, answered, delivered, markSeen, openAlert } from '../../../src/core/alerts/alert.js';
import { escalated } from '../../../src/core/alerts/escalation.js';
import type { Alert } from '../../../src/core/alerts/state.js';
import { afterOfficeTime, dateAfter, noonOf } from '../../../src/core/school/calendar.js';
import { day, hour, minute } from '../../../src/core/time.js';
import { aDraft, aSchool, at, directoryOf, staff } from '../school/builders.js';

const school = aSchool();
const everybody = directoryOf(...staff);
const start = at('2026-11-24T10:00');
const open = (more: Parameters<typeof aDraft>[0] = {}, now = start): Alert =>
  openAlert(aDraft({ at: now, ...more }), school, now);
const wake = (alert: Alert, now: number, directory = everybody): Alert =>
  escalated(alert, { school, directory, now });
const readers = (alert: Alert): string[] => alert.recipients.map((one) => one.person);
const notes = (alert: Alert): string[] =>
  alert.jobs.flatMap(({ task }) =>
    task.type === 'post' && task.post.body.kind === 'note' ? [task.post.to] : [],
  );

describe('office time', () => {
  it('is counted over nights, weekends and holidays', () => {
    expect(afterOfficeTime(school, at('2026-11-24T10:00'), 15)).to.equal(at('2026-11-24T10:15'));
    expect(afterOfficeTime(school, at('2026-11-24T16:50'), 15)).to.equal(at('2026-11-25T08:35'));
    expect(afterOfficeTime(school, at('2026-11-27T15:50'), 30)).to.equal(at('2026-11-30T08:50'));
    expect(afterOfficeTime(school, at('2026-12-18T15:50'), 30)).to.equal(at('2027-01-04T08:50'));
    expect(afterOfficeTime(school, at('2026-11-24T22:00'), 15)).to.equal(at('2026-11-25T08:45'));
  });
});

describe('an alert that nobody looks at', () => {
  it('that is acute goes on after a quarter of an hour of office time, and again, each step kept', () => {
    const alert = open();
    expect(alert.escalatesAt).to.equal(start + 15 * minute);
    expect(wake(alert, start + 14 * minute)).to.equal(alert);
    const once = wake(alert, start + 15 * minute);
    expect(readers(once)).to.deep.equal(['samira', 'fatima', 'tom']);
    const twice = wake(once, start + 30 * minute);
    expect(readers(twice)).to.deep.equal(['samira', 'fatima', 'tom', 'karin']);
    expect(twice.steps?.map(({ to }) => to)).to.deep.equal(['tom', 'karin']);
  });

  it('tells the coordinator that something is unattended, until she has it herself', () => {
    const once = wake(open(), start + 15 * minute);
    expect(notes(once)).to.deep.equal(['karin']);
    expect(JSON.stringify(once.jobs.filter(({ id }) => id.includes('unattended')))).to.not.contain('slaat');
  });

  it('goes past who is away, and to him when nobody else is left', () => {
    const tomAway = directoryOf(...staff.map((one) => (one.id === 'tom' ? { ...one, away: true } : one)));
    const once = wake(open(), start + 15 * minute, tomAway);
    expect(readers(once).at(-1)).to.equal('karin');
    expect(readers(wake(once, start + 30 * minute, tomAway)).at(-1)).to.equal('tom');
  });

  it('is looked at: its clock stops', () => {
    const seen = markSeen(open(), 'samira', 'Samira Haddad', start + minute);
    expect(readers(wake(seen, start + day))).to.deep.equal(['samira', 'fatima']);
    expect(alertAlarm({ ...seen, jobs: [] })).to.equal(null);
  });

  it('about a medium worry stays where it is when the student wants no talk', () => {
    const medium = open({
      severity: 'medium',
      route: { confidential: false, now: ['samira'], next: ['tom'] },
    });
    const refused = answered(medium, 'talk', 'nee', school, start + minute);
    expect(readers(wake(refused, start + 40 * day))).to.deep.equal(['samira']);
    expect(readers(wake(medium, start + 40 * day))).to.deep.equal(['samira', 'tom']);
  });

  it('about a medium worry goes on again, with its clock wound, when the student asks for somebody after all', () => {
    const route = { confidential: false, now: ['samira'], next: ['tom', 'karin'] };
    const medium = open({ severity: 'medium', route });
    const refused = answered(medium, 'talk', 'nee', school, start + minute);
    const stopped = wake(refused, start + 40 * day);
    expect(stopped.escalatesAt).to.equal(null);
    const later = start + 41 * day;
    const other = answered(stopped, 'talk', 'anders', school, later);
    expect(readers(other)).to.deep.equal(['samira', 'tom']);
    expect(other.escalatesAt).to.be.greaterThan(later);
    expect(readers(wake(other, other.escalatesAt ?? 0))).to.deep.equal(['samira', 'tom', 'karin']);
    expect(answered(stopped, 'talk', 'ja', school, later).escalatesAt).to.be.greaterThan(later);
  });

  it('is no later looked at because the student said that he wants to talk', () => {
    const medium = open({ severity: 'medium' });
    expect(answered(medium, 'talk', 'ja', school, start + hour).escalatesAt).to.equal(medium.escalatesAt);
  });

  it('that no program could judge calls nobody away', () => {
    const unread = open({ category: 'unread', severity: null });
    expect(unread.escalatesAt).to.equal(null);
  });

  it('with nobody left goes on telling the coordinator', () => {
    const alone = open({ route: { confidential: false, now: ['samira'], next: [] } });
    const once = wake(alone, start + 15 * minute);
    const twice = wake(once, start + 30 * minute);
    expect(notes(twice)).to.deep.equal(['karin', 'karin']);
    expect(twice.escalatesAt).to.equal(start + 45 * minute);
  });

  it('with nobody left tells the coordinator each time, though she has the card', () => {
    const alone = open({ route: { confidential: false, now: ['karin'], next: [] } });
    const entries = new Set<string>();
    let alert = alone;
    for (let round = 1; round <= 30; round += 1) {
      alert = wake({ ...alert, jobs: [] }, alert.escalatesAt ?? Infinity);
      expect(notes(alert)).to.deep.equal(['karin']);
      for (const { id } of alert.jobs) if (id.includes('unattended')) entries.add(id);
    }
    expect(entries.size, 'a note that was there before is not posted').to.equal(30);
  });

  it('goes on in the last hour of the last term, in the hours of a week of school', () => {
    const end = school.terms.at(-1)?.to ?? '';
    const late = open({ severity: 'acute' }, noonOf(school, dateAfter(end)));
    expect(late.escalatesAt).to.not.equal(null);
    const steps = wake(late, late.escalatesAt ?? Infinity);
    expect(steps.escalatesAt).to.be.greaterThan(late.escalatesAt ?? Infinity);
    const always = { ...school, officeHours: {} };
    expect(afterOfficeTime(always, start, 15)).to.equal(start + 15 * minute);
  });
});

type Event = {
  passed: number;
  what: 'nothing' | 'seen' | 'unreachable' | 'anders';
  who: number;
  away: number;
};
const events = fc.array(
  fc.record({
    passed: fc.integer({ min: 1, max: 3 * 24 * 60 }),
    what: fc.constantFrom<Event['what']>('nothing', 'nothing', 'nothing', 'unreachable', 'anders', 'seen'),
    who: fc.nat({ max: 6 }),
    away: fc.nat({ max: 20 }),
  }),
  { maxLength: 12 },
);

describe('every history of an acute alert', () => {
  it('ends with somebody who looked, or with everybody of its list reached', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 5 * 24 * 60 }), (history, later) => {
        let now = start + later * minute;
        let alert = open({}, now);
        for (const { passed, what, who, away } of history) {
          now += passed * minute;
          const directory = directoryOf(
            ...staff.map((one, index) => (index === away ? { ...one, away: true } : one)),
          );
          alert = wake(alert, now, directory);
          const reader = alert.recipients[who % alert.recipients.length]?.person ?? '';
          if (what === 'seen') alert = markSeen(alert, reader, reader, now);
          if (what === 'unreachable') alert = delivered(alert, reader, 'unreachable', 'x', now);
          if (what === 'anders') alert = answered(alert, 'talk', 'anders', school, now);
        }
        // Time goes on until its clock stands still or everybody has it.
        for (let round = 0; round < 20 && alert.status === 'new'; round += 1) {
          const next = alertAlarm({ ...alert, jobs: [] });
          expect(next, 'an alert that nobody saw has a clock').to.not.equal(null);
          now = Math.max(now, next ?? now);
          alert = wake(alert, now);
        }
        const all = [...alert.route.now, ...alert.route.next];
        expect(alert.seen !== null || all.every((person) => readers(alert).includes(person))).to.equal(true);
      }),
      { numRuns: 10_000 },
    );
  }).timeout(60_000);
});

describe('an acute alert outside office hours', () => {
  it('waits for the first quarter of an hour in which somebody is at work', () => {
    const night = open({}, at('2026-11-24T23:00'));
    expect(night.escalatesAt).to.equal(at('2026-11-25T08:45'));
    expect(readers(wake(night, at('2026-11-25T08:44')))).to.have.length(2);
    expect(readers(wake(night, at('2026-11-25T08:45') + hour))).to.have.length(3);
  });
});
