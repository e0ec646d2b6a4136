import { expect } from 'chai';
import { helpLinesFor, promiseFor } from '../../../src/core/alerts/promise.js';
import type { Route } from '../../../src/core/alerts/route.js';
import type { HelpLine } from '../../../src/core/school/school.js';
import type { TextParam, TextRef } from '../../../src/core/script/effect.js';
import { aSchool, at, directoryOf, staff } from '../school/builders.js';

const people = directoryOf(...staff);
const way = (...now: string[]): Route => ({ confidential: false, now, next: [] });
/** The key of a text with what is filled in, texts of their own between brackets. */
const flat = ({ key, params }: TextRef): string =>
  [key.replace('common.', ''), ...Object.values(params).map(param)].join(' ');
const param = (value: TextParam): string => {
  if (typeof value !== 'object') return String(value);
  return 'key' in value ? `(${flat(value)})` : '';
};
const when = (
  severity: 'acute' | 'high' | 'medium',
  moment: string,
  now = ['samira', 'karin'],
  school = aSchool(),
): string => flat(promiseFor(school, people, way(...now), severity, at(moment)).when);

describe('what a student is promised', () => {
  it('names who reads it first and who else gets it at once', () => {
    const promised = promiseFor(
      aSchool(),
      people,
      way('samira', 'fatima', 'tom'),
      'high',
      at('2026-11-24T10:00'),
    );
    expect(promised).to.include({ reader: 'Samira Haddad', also: 'Fatima Aksoy, Tom Willems' });
    expect(promiseFor(aSchool(), people, way('samira'), 'high', at('2026-11-24T10:00')).also).to.equal('');
  });

  it('is now for an acute worry in office hours, and before closing for any other', () => {
    expect(when('acute', '2026-11-24T16:59')).to.equal('when.now');
    expect(when('high', '2026-11-24T16:59')).to.equal('when.today 17.00');
    expect(when('medium', '2026-11-27T09:00')).to.equal('when.today 16.00');
  });

  it('is now at night only when an acute worry goes to who is on call', () => {
    expect(when('acute', '2026-11-24T23:00', ['fatima', 'samira'])).to.equal('when.now');
    expect(when('acute', '2026-11-24T23:00')).to.equal('when.tomorrow 8.30');
    expect(when('high', '2026-11-24T23:00', ['fatima'])).to.equal('when.tomorrow 8.30');
    const nobody = aSchool();
    delete nobody.onCall;
    expect(when('acute', '2026-11-24T23:00', ['fatima'], nobody)).to.equal('when.tomorrow 8.30');
  });

  it('is later today before the school opens', () => {
    expect(when('high', '2026-11-24T07:00')).to.equal('when.later_today 8.30');
  });

  it('names the day over a weekend and a holiday', () => {
    expect(when('high', '2026-11-27T16:00')).to.equal('when.day (date (weekday.1) 30 (month.11)) 8.30');
    expect(when('acute', '2026-12-22T10:00')).to.equal('when.day (date (weekday.1) 4 (month.1)) 8.30');
  });

  it('says tomorrow on the evening before the clock is changed', () => {
    const sundays = aSchool({ officeHours: { sun: { from: '09:00', to: '12:00' } } });
    expect(when('high', '2026-10-24T22:00', ['samira'], sundays)).to.equal('when.tomorrow 9.00');
    expect(when('high', '2027-03-27T22:00', ['samira'], sundays)).to.equal('when.tomorrow 9.00');
  });

  it('is that nobody reads along when no school day is coming', () => {
    expect(when('high', '2027-07-16T18:00')).to.equal('when.nobody_now');
  });

  it('is no moment that nobody keeps: without any reader nobody reads along', () => {
    expect(when('acute', '2026-11-24T10:00', [])).to.equal('when.nobody_now');
    expect(when('high', '2026-11-24T23:00', [])).to.equal('when.nobody_now');
  });
});

describe('the help lines of a worry', () => {
  const line = (name: string, more: Partial<HelpLine> = {}): HelpLine => ({
    name,
    number: '0800',
    hours: 'altijd',
    checked: '2026-11-01',
    ...more,
  });
  const school = aSchool({
    helpLines: [
      line('Nood'),
      line('113', { for: ['self_harm', 'mental_health'] }),
      line('Kindertelefoon', { ages: ['<18'] }),
      line('Alles Oké', { ages: ['18-24'] }),
      line('Thuis', { for: ['home'], ages: ['<18'] }),
      line('Luisterlijn'),
    ],
  });
  const names = (
    ...asked: [age: '<18' | '18-24' | '25+' | null, category: 'home' | 'self_harm' | null, count?: number]
  ) =>
    helpLinesFor(school, ...asked)
      .split('\n')
      .map((one) => one.split(':')[0]);

  it('are those for this worry and for all', () => {
    expect(names('25+', 'self_harm')).to.deep.equal(['Nood', '113', 'Luisterlijn']);
    expect(names('25+', null)).to.deep.equal(['Nood', 'Luisterlijn']);
  });

  it('are those for this age and for all; for an unknown age nobody is left out', () => {
    expect(names('<18', 'home')).to.deep.equal(['Nood', 'Kindertelefoon', 'Thuis', 'Luisterlijn']);
    expect(names('18-24', 'home')).to.deep.equal(['Nood', 'Alles Oké', 'Luisterlijn']);
    expect(names(null, null)).to.deep.equal(['Nood', 'Kindertelefoon', 'Alles Oké', 'Luisterlijn']);
  });

  it('are at most four, in the order of the school file', () => {
    expect(names(null, 'home')).to.have.length(4);
    expect(names(null, 'home', 1)).to.deep.equal(['Nood']);
  });

  it('are written with number and hours', () => {
    expect(helpLinesFor(aSchool(), null, null)).to.equal('Nood: 112 (dag en nacht)');
  });
});
