import { expect } from 'chai';
import { leave } from '../../../src/core/days/leave.js';
import { day as oneDay } from '../../../src/core/time.js';
import { aDay, anEnv, aThread, now } from '../thread/builders.js';

describe('a student who leaves', () => {
  it('keeps the days that were before, also one whose opening was put off; those to come are none of his', async () => {
    const before = aDay({ date: '2026-11-23', opensAt: now + oneDay });
    const thread = aThread({ days: [before, aDay(), aDay({ date: '2026-12-01' })] });
    const left = leave(thread, now + 90 * oneDay, await anEnv());
    expect(left.days.map(({ date, phase, status, reason }) => [date, phase, status, reason])).to.deep.equal([
      ['2026-11-23', 'over', 'withdrawn', 'left'],
      ['2026-11-24', 'over', 'cancelled', 'left'],
      ['2026-12-01', 'over', 'cancelled', 'left'],
    ]);
  });
});
