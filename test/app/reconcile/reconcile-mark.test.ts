import { expect } from 'chai';
import { firstMark, readMark, spanOf } from '../../../src/app/reconcile/reconcile-mark.js';
import { day, hour, minute } from '../../../src/core/time.js';
import { tuesday as now } from '../../support/world.js';

describe('where a round of reconciling begins', () => {
  const steady = { ...firstMark(now - 5 * minute), newest: now - 6 * minute, ranAt: now - 5 * minute };

  it('is half an hour before what it had reached', () => {
    expect(spanOf(steady, now, null)).to.deep.equal({
      in: now - 36 * minute,
      out: now - 36 * minute,
      lost: 0,
    });
  });

  it('is a day earlier for what we sent, when nobody was there to hear what became of it', () => {
    const away = { ...steady, watermark: now - 2 * hour, newest: null };
    expect(spanOf(away, now, null)).to.deep.include({
      in: now - 2 * hour - 30 * minute,
      out: now - 2 * hour - 30 * minute - day,
    });
  });

  it('is never more than 48 hours ago, and says how much of that nobody will see', () => {
    const gone = { ...steady, watermark: now - 50 * hour };
    expect(spanOf(gone, now, null)).to.deep.equal({
      ...{ in: now - 48 * hour, out: now - 48 * hour, lost: 2 * hour },
    });
    expect(spanOf(steady, now, now - 72 * hour).in).to.equal(now - 48 * hour);
  });

  it('is by the provider’s clock when ours was ahead', () => {
    const ahead = { ...steady, watermark: now + 3 * hour, newest: now - hour };
    expect(spanOf(ahead, now, null).in).to.equal(now - 90 * minute);
  });

  it('is as far back as can be when the mark cannot be read', () => {
    const mark = readMark({ v: 7, watermark: 'x' }, now);
    expect(spanOf(mark, now, null).in).to.equal(now - 48 * hour);
  });
});
