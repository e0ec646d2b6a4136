import { expect } from 'chai';
import { leave } from '../../../src/core/days/leave.js';
import { day as oneDay } from '../../../src/core/time.js';
import type { Thread } from '../../../src/core/thread/thread.js';
import type { Line } from '../../../src/core/thread/transcript.js';
import { aDay, anEnv, aTalk, aThread, now } from '../thread/builders.js';

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

  it('has half done the day that he had begun to tell about', async () => {
    const open = aDay({ phase: 'open', status: 'open' });
    const talk = aTalk('vista:noor:9', { day: { id: open.id, date: open.date } });
    const line = { from: 'student', channel: 'whatsapp', text: 'x' } as const;
    const told = { ...line, id: 'in-1', at: now, alert: 'vista:noor:in-1' };
    const after = { ...line, id: 'in-2', at: now, alert: 'vista:noor:in-1' };
    const having = (...transcript: Line[]) => statusOf({ talk: { ...talk, transcript } });
    const statusOf = async (more: Partial<Thread>) =>
      leave(aThread({ days: [open], talk, ...more }), now + oneDay, await anEnv()).days[0]?.status;
    expect(await statusOf({})).to.equal('withdrawn');
    expect(await having(told, after)).to.equal('partial');
    expect(await having(after), 'about a worry of before').to.equal('withdrawn');
    expect(await having({ ...told, confidential: true }), 'for the confidant alone').to.equal('withdrawn');
    expect(await statusOf({ days: [{ ...open, answered: true }] })).to.equal('partial');
  });
});
