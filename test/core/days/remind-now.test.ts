import { expect } from 'chai';
import { remindNow } from '../../../src/core/days/remind-now.js';
import { openDueDay } from '../../../src/core/days/open.js';
import type { TurnEnv } from '../../../src/core/thread/env.js';
import type { Thread } from '../../../src/core/thread/thread.js';
import { hour, minute } from '../../../src/core/time.js';
import { at } from '../school/builders.js';
import { aDay, anEnv, aThread, now, onWhatsApp, outTexts } from '../thread/builders.js';

const date = '2026-11-24';

describe('a reminder that the begeleider asks for', () => {
  let env: TurnEnv;
  let open: Thread;
  before(async () => {
    env = await anEnv();
    const due = aThread({
      days: [aDay({ phase: 'due' })],
      addresses: [onWhatsApp({ lastInboundAt: now - 3 * hour })],
    });
    open = openDueDay(due, env, false);
  });

  const why = (thread: Thread, more: Partial<TurnEnv> = {}): string => {
    const result = remindNow(thread, date, { ...env, ...more });
    return result.ok ? 'sent' : result.why;
  };

  it('brings up what stands open, once for each day, and counts as unasked', () => {
    const result = remindNow(open, date, env);
    if (!result.ok) throw new Error(result.why);
    expect(outTexts(result.thread).at(-1)).to.contain('staat nog open');
    expect(result.thread.unasked).to.have.length(2);
    expect(result.thread.outbox.at(-1)?.unasked).to.equal(true);
    expect(why(result.thread)).to.equal('already');
  });

  it('leaves the reminder of the program as it was', () => {
    const result = remindNow(open, date, env);
    expect(result.ok && result.thread.days[0]?.remindAt).to.equal(open.days[0]?.remindAt);
  });

  it('is not sent in quiet hours or on a free day, nor beyond the week’s number', () => {
    expect(why(open, { now: at('2026-11-24T21:30') })).to.equal('quiet');
    const free = { ...env.school, holidays: [{ name: 'vrij', from: date, to: date }] };
    expect(why(open, { school: free })).to.equal('quiet');
    expect(why({ ...open, unasked: [now - 3, now - 2, now - 1] })).to.equal('limit');
  });

  it('is not sent to who wants none, cannot be reached or has not read the explanation', () => {
    expect(why({ ...open, settings: { ...open.settings, stoppedAt: now } })).to.equal('stopped');
    expect(why({ ...open, addresses: [onWhatsApp({ blocked: 'code 63024' })] })).to.equal('not_joined');
    expect(why({ ...open, settings: { ...open.settings, introducedAt: null } })).to.equal('not_introduced');
  });

  it('is not sent to who wrote just now', () => {
    expect(why({ ...open, addresses: [onWhatsApp({ lastInboundAt: now - 5 * minute })] })).to.equal(
      'writing',
    );
  });

  it('is not sent about a day that is over, not open yet, or not there', () => {
    const only = (more: Parameters<typeof aDay>[0]): Thread => ({ ...open, days: [aDay(more)] });
    expect(why(only({ phase: 'over', status: 'skipped' }))).to.equal('over');
    expect(why(only({ phase: 'planned' }))).to.equal('not_yet');
    expect(why({ ...open, days: [] })).to.equal('no_day');
    expect(why({ ...open, talk: null })).to.equal('waits');
  });
});
