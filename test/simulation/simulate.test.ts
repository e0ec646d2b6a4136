import { expect } from 'chai';
import { play } from '../../src/simulation/play.js';
import { sabotages, type SabotageName } from '../../src/simulation/sabotage.js';

/** As many as fit in a minute of processor time; `terugblik simulate` and `npm run prove` play the long ones. */
const seeds = 6;

describe('a simulated school', function () {
  this.timeout(300_000);

  it('loses nothing, whatever goes wrong', async () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { violation, faults } = await play({ seed, students: 8, weeks: 1 });
      expect(violation, `seed ${seed}`).to.equal(null);
      for (const kind of faults.keys()) kinds.add(kind);
    }
    expect(kinds.size, 'kinds of faults that happened').to.be.greaterThan(12);
  });

  it('is the same again for the same seed', async () => {
    const twice = [
      await play({ seed: 7, students: 6, weeks: 1 }),
      await play({ seed: 7, students: 6, weeks: 1 }),
    ];
    expect(twice[1]).to.deep.equal(twice[0]);
  });
});

/** Seeds within which a deliberate mistake must be found. */
const within = 50;

/** By which invariant each mistake is found. */
const foundBy: Readonly<Record<SabotageName, RegExp>> = {
  'sends before it commits': /^1 /,
  'writes over what another wrote': /^(1|2|4|5) /,
  'forgets an alarm': /^3 /,
  'sends again after a lost answer': /^4 /,
  'forgets what it has seen': /^5 /,
  'goes on with other content': /^6 /,
  'skips a write of the ledger': /^7 /,
  'raises no alert': /^8 /,
  'lists no alert': /^8 /,
  'shows a worry to the one it is about': /^9 /,
  'logs an answer': /^11 /,
  'forgets nothing': /^13 limits/,
  'opens in quiet hours': /^13 no unasked/,
  'writes too often': /^13 no unasked/,
  'writes to who stopped': /^13 nothing/,
};

describe('a mistake made on purpose', function () {
  this.timeout(600_000);

  for (const [name, invariant] of Object.entries(foundBy) as [SabotageName, RegExp][])
    it(`that ${name} is found within ${within} seeds`, async () => {
      for (let seed = 1; seed <= within; seed += 1) {
        const { violation } = await play({ seed, students: 8, weeks: 2, sabotage: sabotages[name] });
        if (violation === null) continue;
        expect(violation.invariant).to.match(invariant);
        return;
      }
      expect.fail(`not found in ${within} seeds`);
    });
});
