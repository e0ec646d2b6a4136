import { expect } from 'chai';
import { playTerm } from './term.js';

describe('a term of sixteen weeks with forty students', function () {
  this.timeout(300_000);

  it('ends with a ledger that equals the plan, every day and for everybody, and with no message at a wrong moment', async () => {
    const { violations, compared, messages, faults } = await playTerm(20_260_914, 40);
    expect(violations.slice(0, 30)).to.deep.equal([]);
    expect(compared).to.be.greaterThan(6_000);
    expect(messages).to.be.greaterThan(3_000);
    expect(faults.size, 'every kind of fault happened').to.equal(7);
  });
});
