import { expect } from 'chai';
import { fuzz } from './fuzz.js';

/** What the heap may grow by between the first fifth and the end; a leak of a kilobyte a request is four times this. */
const heapMayGrow = 16 * 1024 * 1024;

describe('every route, asked what no program should have to bear', () => {
  it('answers, never with a fault of its own, and keeps nothing of what it refuses', async () => {
    const result = await fuzz(5000, 20261122);
    expect(result.violations).to.deep.equal([]);
    expect(result.grown).to.be.lessThan(heapMayGrow);
    // It came somewhere: otherwise it would prove nothing.
    expect(Object.keys(result.reached)).to.include.members([
      ...['whatsapp message', 'whatsapp status', 'activity message', 'activity invoke', 'GET /history'],
      ...[
        'GET /history/student/:student',
        'POST /history/student/:student/notes',
        'GET /history/alert/:alert',
      ],
    ]);
    expect(result.answers['2']).to.be.greaterThan(1500);
    expect(result.answers['4']).to.be.greaterThan(1500);
  }).timeout(180_000);
});
