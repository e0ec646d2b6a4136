import { expect } from 'chai';
import { createRecent } from '../../../src/app/reconcile/recent.js';
import { heapUsed } from '../../support/heap.js';

describe('a bounded memory', () => {
  it('knows at least the last keys, and lets go of the oldest', () => {
    const recent = createRecent(3);
    for (const key of ['a', 'b', 'c', 'd', 'e']) recent.add(key);
    expect(['c', 'd', 'e'].map((key) => recent.has(key))).to.deep.equal([true, true, true]);
    for (const key of ['f', 'g', 'h', 'i']) recent.add(key);
    expect(recent.has('a')).to.equal(false);
    expect(recent.has('h')).to.equal(true);
  });

  it('keeps nothing of the request that a key was cut out of', () => {
    const recent = createRecent(1000);
    const request = (nr: number): string => `MessageSid=SM${nr}${'0'.repeat(30)}&Body=${'x'.repeat(100_000)}`;
    const before = heapUsed();
    // Joined to one string as a request is read, so that what is cut out of it may point into it.
    for (let nr = 0; nr < 500; nr += 1) recent.add(Buffer.from(request(nr)).toString().slice(11, 43));
    expect(heapUsed() - before).to.be.lessThan(5_000_000);
    expect(recent.has(`SM0${'0'.repeat(29)}`)).to.equal(true);
  });
});
