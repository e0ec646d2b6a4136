import { expect } from 'chai';
import { channelRates, createBudget } from '../../../src/app/conversation/budget.js';
import { minute, second } from '../../../src/core/time.js';
import { simClock } from '../../support/sim-clock.js';

const to = (address: string, channel: 'teams' | 'whatsapp' = 'whatsapp') => ({ channel, address, ref: null });
const rates = {
  teams: { all: { burst: 5, perSecond: 5 }, person: { burst: 2, perSecond: 1 } },
  whatsapp: { all: { burst: 3, perSecond: 10 }, person: { burst: 2, perSecond: 0.5 } },
};

describe('the budget of a channel', () => {
  it('lets a burst pass to one person, and then says how long to wait', () => {
    const budget = createBudget(simClock(0), rates);
    expect([1, 2, 3].map(() => budget.waitFor(to('noor')))).to.deep.equal([0, 0, 2000]);
  });

  it('lets the next one pass after that time, and not sooner', () => {
    const clock = simClock(0);
    const budget = createBudget(clock, rates);
    for (let count = 0; count < 3; count += 1) budget.waitFor(to('noor'));
    clock.advance(1999);
    expect(budget.waitFor(to('noor'))).to.be.greaterThan(0);
    clock.advance(1);
    expect(budget.waitFor(to('noor'))).to.equal(0);
    expect(budget.waitFor(to('noor'))).to.equal(2000);
  });

  it('is shared by all people of a channel, and not with the other channel', () => {
    const budget = createBudget(simClock(0), rates);
    expect(['a', 'b', 'c', 'd'].map((one) => budget.waitFor(to(one)))).to.deep.equal([0, 0, 0, 100]);
    expect(budget.waitFor(to('d', 'teams'))).to.equal(0);
  });

  it('takes nothing from a person for a message that has to wait for others', () => {
    const clock = simClock(0);
    const budget = createBudget(clock, rates);
    for (const one of ['a', 'b', 'c']) budget.waitFor(to(one));
    for (let count = 0; count < 5; count += 1) budget.waitFor(to('d'));
    clock.advance(second);
    expect([1, 2].map(() => budget.waitFor(to('d')))).to.deep.equal([0, 0]);
  });

  it('never gathers more than a burst, and survives a clock that goes back', () => {
    const clock = simClock(minute);
    const budget = createBudget(clock, rates);
    budget.waitFor(to('noor'));
    clock.advance(60 * minute);
    expect([1, 2, 3].map(() => budget.waitFor(to('noor')) > 0)).to.deep.equal([false, false, true]);
    clock.set(0);
    expect(budget.waitFor(to('noor'))).to.equal(2000);
  });

  it('forgets quiet people without giving busy ones a new burst', () => {
    const clock = simClock(0);
    const budget = createBudget(clock, {
      ...rates,
      whatsapp: { all: { burst: 200_000, perSecond: 1 }, person: { burst: 1, perSecond: 0.5 } },
    });
    for (let count = 0; count < 50_001; count += 1) budget.waitFor(to(`quiet-${count}`));
    clock.advance(301 * second);
    budget.waitFor(to('busy'));
    budget.waitFor(to('another'));
    expect(budget.waitFor(to('busy'))).to.be.greaterThan(0);
  });

  it('keeps to what the platforms take', () => {
    const budget = createBudget(simClock(0), channelRates);
    const passed = Array.from({ length: 60 }, () => budget.waitFor(to('noor'))).filter((wait) => wait === 0);
    expect(passed).to.have.length(45);
    expect(budget.waitFor(to('noor'))).to.equal(6000);
  });
});
