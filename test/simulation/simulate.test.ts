import { expect } from 'chai';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { play } from '../../src/simulation/play.js';
import { playSeeds, type Played } from '../../src/simulation/players.js';
import { sabotages, type SabotageName } from '../../src/simulation/sabotage.js';

describe('a simulated school', function () {
  this.timeout(600_000);

  it('is the same again for the same seed, in this process and in another', async () => {
    const small = { seed: 7, students: 6, weeks: 2 };
    const here = await play(small);
    const there: Played[] = [];
    await playSeeds({ ...small, seeds: [7], onResult: (result) => there.push(result) > 0 });
    expect(await play(small)).to.deep.equal(here);
    const [{ peak: _peak, ...other } = { peak: 0 }] = there;
    expect(other).to.deep.equal(here);
  });

  it('loses nothing on SQLite either', async () => {
    const open = (clock: Parameters<typeof openSqliteStore>[0]['clock']) =>
      openSqliteStore({ path: ':memory:', clock });
    for (const seed of [1, 2])
      expect((await play({ seed, students: 8, weeks: 2, open })).violation).to.equal(null);
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
  'writes to who left': /^(7|left)/,
  'keeps what was erased': /^erased/,
};

/** Mistakes about what seldom happens: here it happens more often. */
const busy: ReadonlySet<SabotageName> = new Set(['writes to who left', 'keeps what was erased']);

describe('a mistake made on purpose', function () {
  this.timeout(600_000);

  for (const [name, invariant] of Object.entries(foundBy) as [SabotageName, RegExp][])
    it(`that ${name} is found within ${within} seeds`, async () => {
      for (let seed = 1; seed <= within; seed += 1) {
        const small = { seed, students: 8, weeks: 2, ...(busy.has(name) ? { office: 10 } : {}) };
        const { violation } = await play({ ...small, sabotage: sabotages[name] });
        if (violation === null) continue;
        expect(violation.invariant).to.match(invariant);
        return;
      }
      expect.fail(`not found in ${within} seeds`);
    });
});
