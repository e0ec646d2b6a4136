import { expect } from 'chai';
import fc from 'fast-check';
import { leave, settle, slots, term, type Tenancy } from '../../../src/app/dispatch/lease-slots.js';

const instances = ['a', 'b', 'c', 'd'];
const start = 1_000_000_000;

/** Instances come by in any order, now and then after a long silence, and some say goodbye. */
const visits = fc.array(
  fc.record({
    who: fc.constantFrom(...instances),
    after: fc.integer({ min: 0, max: 2 * term }),
    leaves: fc.boolean(),
  }),
  { maxLength: 40 },
);

describe('the slots that instances divide', () => {
  it('are never held twice, whoever comes by when', () => {
    fc.assert(
      fc.property(visits, (all) => {
        let now = start;
        let tenancy: Tenancy = {};
        for (const { who, after, leaves } of all) {
          now += after;
          tenancy = leaves ? leave(tenancy, who) : settle(tenancy, who, now);
          const held = Object.values(tenancy).flatMap((one) => one.slots);
          expect(new Set(held).size).to.equal(held.length);
          for (const slot of held) expect(slot).to.be.within(0, slots - 1);
        }
      }),
    );
  });

  it('are all held, and evenly, once everybody who is there came by twice', () => {
    fc.assert(
      fc.property(visits, fc.subarray(instances, { minLength: 1 }), (all, here) => {
        let now = start;
        let tenancy: Tenancy = {};
        for (const { who, after } of all) tenancy = settle(tenancy, who, (now += after));
        now += 3 * term;
        for (const who of [...here, ...here]) tenancy = settle(tenancy, who, now);
        const counts = here.map((who) => tenancy[who]?.slots.length ?? 0);
        expect(counts.reduce((total, one) => total + one, 0)).to.equal(slots);
        expect(Math.max(...counts)).to.be.at.most(Math.ceil(slots / here.length));
        expect(Object.keys(tenancy)).to.have.members(here);
      }),
    );
  });
});
