import { expect } from 'chai';
import { armDayCard, dayCardDue, nextCardAt } from '../../../src/core/staff/day-clock.js';
import { alarmOf } from '../../../src/core/thread/alarm.js';
import { newThread } from '../../../src/core/thread/new-thread.js';
import type { Thread } from '../../../src/core/thread/thread.js';
import { aPerson, aSchool, at } from '../school/builders.js';

const school = aSchool();
const samira = newThread('vista', aPerson('samira', 'Samira Haddad'));
const wound = (moment: string): Thread => armDayCard(samira, { school, now: at(moment) });
const cards = (thread: Thread): string[] =>
  thread.jobs.flatMap(({ task }) => (task.type === 'day_card' ? [task.date] : []));

describe('the clock of the day card', () => {
  it('is wound for the set time, today or on the next day that is not free', () => {
    expect(wound('2026-11-24T09:00').dayCardAt).to.equal(at('2026-11-24T16:30'));
    expect(wound('2026-11-24T16:30').dayCardAt).to.equal(at('2026-11-25T16:30'));
    expect(wound('2026-12-20T18:00').dayCardAt).to.equal(at('2027-01-04T16:30'));
    expect(nextCardAt(school, at('2027-07-16T17:00'))).to.equal(null);
  });

  it('is the same time of day when the clock changes', () => {
    expect(nextCardAt(school, at('2027-03-27T17:00'))).to.equal(at('2027-03-28T16:30'));
  });

  it('is part of the one alarm of the thread', () => {
    expect(alarmOf(wound('2026-11-24T09:00'))).to.equal(at('2026-11-24T16:30'));
    expect(alarmOf(samira)).to.equal(null);
  });

  it('gives one card a date, and is wound again', () => {
    const now = at('2026-11-24T16:30');
    const due = dayCardDue(wound('2026-11-24T09:00'), { school, now });
    expect(cards(due)).to.deep.equal(['2026-11-24']);
    expect(due.dayCardAt).to.equal(at('2026-11-25T16:30'));
    expect(cards(dayCardDue(due, { school, now }))).to.deep.equal(['2026-11-24']);
  });

  it('gives none before its time, for a date that is over, in quiet hours or in a holiday of since', () => {
    const armed = wound('2026-11-24T09:00');
    expect(dayCardDue(armed, { school, now: at('2026-11-24T16:29') })).to.equal(armed);
    for (const now of ['2026-11-25T09:00', '2026-11-24T22:00']) {
      const later = dayCardDue(armed, { school, now: at(now) });
      expect(cards(later)).to.deep.equal([]);
      expect(later.dayCardAt).to.equal(at('2026-11-25T16:30'));
    }
    const holidays = [{ name: 'studiedag', from: '2026-11-24', to: '2026-11-24' }];
    expect(
      cards(dayCardDue(armed, { school: { ...school, holidays }, now: at('2026-11-24T16:30') })),
    ).to.deep.equal([]);
  });

  it('follows a time that the school moved', () => {
    const later = { ...school, days: { ...school.days, cardAt: '17:00' } };
    const moved = dayCardDue(wound('2026-11-24T09:00'), { school: later, now: at('2026-11-24T16:30') });
    expect(cards(moved)).to.deep.equal([]);
    expect(moved.dayCardAt).to.equal(at('2026-11-24T17:00'));
  });

  it('stands still for who is no begeleider, and for who left', () => {
    const now = at('2026-11-24T09:00');
    const mentor = newThread('vista', aPerson('peter', 'Peter Jansen', { roles: ['mentor'] }));
    expect(armDayCard(mentor, { school, now })).to.equal(mentor);
    expect(armDayCard({ ...wound('2026-11-24T09:00'), leftAt: now }, { school, now }).dayCardAt).to.equal(
      null,
    );
  });
});
