import { expect } from 'chai';
import { play } from '../../src/simulation/play.js';

/** Seeds that one file plays: four files play a hundred, side by side. */
const each = 25;

/**
 * Short years of a school of 30 students, 8 weeks each: some six seconds of processor time. `npm run prove` plays a
 * thousand of them.
 */
export function shortYears(file: 1 | 2 | 3 | 4): void {
  describe(`short years of a simulated school, part ${file} of 4`, function () {
    this.timeout(300_000);
    const kinds = new Set<string>();

    for (let seed = (file - 1) * each + 1; seed <= file * each; seed += 1)
      it(`lose nothing, whatever goes wrong: seed ${seed}`, async () => {
        const { violation, faults } = await play({ seed, students: 30, weeks: 8 });
        expect(violation).to.equal(null);
        for (const kind of faults.keys()) kinds.add(kind);
      });

    it('had every kind of fault but the rarest', () => {
      expect(kinds.size).to.be.greaterThan(17);
    });
  });
}
