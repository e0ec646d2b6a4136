import { expect } from 'chai';
import { helpLines } from '../../../src/core/staff/help.js';
import { inWords, readDate, staffAsk, staffOrder } from '../../../src/core/thread/turn/staff-words.js';

const today = '2026-11-24';

describe('what staff type', () => {
  it('is an order in Dutch and in English', () => {
    const order = (text: string) => staffOrder(text, today);
    expect(order('plan noor 5')).to.deep.equal({ verb: 'plan', student: 'noor', assignment: 5 });
    expect(order('Plan Noor none')).to.deep.equal({ verb: 'plan', student: 'Noor', assignment: 'none' });
    expect(order('ill noor haddad')).to.deep.equal({ verb: 'ill', student: 'noor haddad' });
    expect(order('absent noor')).to.deep.equal({ verb: 'absent', student: 'noor' });
    expect(order('move noor 26-11')).to.deep.equal({ verb: 'move', student: 'noor', date: '2026-11-26' });
    expect(order('herinner noor')).to.deep.equal({ verb: 'remind', student: 'noor' });
    expect(order('constructor noor')).to.equal(null);
    for (const text of ['ziek', 'noor is ziek', 'plan noor', 'verzet noor morgen', `ziek ${'n'.repeat(200)}`])
      expect(order(text), text).to.equal(null);
  });

  it('is a question in Dutch and in English', () => {
    const ask = (text: string) => staffAsk(text, today);
    for (const text of ['vandaag', ' Today! ', 'VANDAAG'])
      expect(ask(text)).to.deep.equal({ about: 'day', date: today });
    expect(ask('gisteren')).to.deep.equal({ about: 'day', date: '2026-11-23' });
    expect(ask('17-11')).to.deep.equal({ about: 'day', date: '2026-11-17' });
    expect(ask('open')).to.deep.equal({ about: 'open' });
    expect(ask('history noor')).to.deep.equal({ about: 'history', student: 'noor' });
    expect(ask('help')).to.deep.equal({ about: 'help' });
    for (const text of ['', 'hallo', 'geschiedenis', 'vandaag was leuk', '99-99'])
      expect(ask(text), text).to.equal(null);
  });

  it('says the same again from its own words', () => {
    for (const text of [
      'plan s1 5',
      'plan s1 geen',
      'ziek s1',
      'afwezig s1',
      'verzet s1 2026-11-26',
      'herinner s1',
    ]) {
      const order = staffOrder(text, today);
      expect(order === null ? null : inWords(order)).to.equal(text);
    }
    const ask = staffAsk('history s1', today);
    expect(ask === null ? null : inWords(ask)).to.equal('geschiedenis s1');
  });

  it('gives a date the year that is meant', () => {
    expect(readDate('5-1', today)).to.equal('2027-01-05');
    expect(readDate('23-11', today)).to.equal('2027-11-23');
    expect(readDate('23-11', today, 'nearest')).to.equal('2026-11-23');
    expect(readDate('1-12', today, 'nearest')).to.equal('2026-12-01');
    expect(readDate('20-12', '2027-01-05', 'nearest')).to.equal('2026-12-20');
    expect(readDate('29-2', today)).to.equal(null);
    expect(readDate('31-11-2026', today)).to.equal(null);
  });

  it('is helped with by what somebody is to the school', () => {
    const names = (...roles: Parameters<typeof helpLines>[0][number][]) =>
      helpLines(roles).map(({ key }) => key.split('.').at(-1));
    expect(names('begeleider')).to.deep.equal(['today', 'open', 'history', 'plan', 'remind', 'ill', 'move']);
    expect(names('mentor')).to.deep.equal(['today', 'open', 'history']);
    expect(names('zorg', 'coordinator')).to.deep.equal(['open']);
    expect(names('praktijkopleider')).to.deep.equal([]);
  });
});
