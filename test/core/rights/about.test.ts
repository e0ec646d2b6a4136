import { expect } from 'chai';
import { aboutAnswers, aboutPerson } from '../../../src/core/rights/about.js';

describe('ids about a person', () => {
  const isHis = aboutPerson('vista', 'noor');

  it('are those of his thread, talks, entries, alerts and practice days', () => {
    const his = [
      'vista:noor',
      'vista:noor:17',
      'vista:noor:SM1:card',
      'vista:day:2026-11-24:noor',
      'vista:day:2026-11-24:noor:opened',
    ];
    expect(his.filter(isHis)).to.deep.equal(his);
  });

  it('are not those of somebody whose id begins the same, of another school, or of a date', () => {
    const others = [
      'vista:noortje',
      'vista:noortje:17',
      'vista:noo',
      'vista2:noor:17',
      'vista:day:2026-11-24:noortje',
      'vista:day:2026-11-24:daan:noor',
      'noor',
      '',
    ];
    expect(others.filter(isHis)).to.deep.equal([]);
  });

  it('are told from days also where somebody is called day', () => {
    const isDays = aboutPerson('vista', 'day');
    expect(['vista:day', 'vista:day:17', 'vista:day:2026-11-24:noor'].filter(isDays)).to.deep.equal([
      'vista:day',
      'vista:day:17',
    ]);
  });

  it('about answers are his worries, and his talks up to a number', () => {
    const isAbout = aboutAnswers('vista', 'noor', 17);
    const ids = ['vista:noor:SM1', 'vista:noor:17:thin', 'vista:noor:18:thin', 'vista:day:2026-11-24:noor'];
    expect(ids.filter(isAbout)).to.deep.equal(['vista:noor:SM1', 'vista:noor:17:thin']);
  });
});
