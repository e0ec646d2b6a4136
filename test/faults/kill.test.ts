import { expect } from 'chai';
import { killLoop } from './kill.js';
import { seeded } from '../support/random.js';

describe('the server, killed ten times under traffic', () => {
  it('loses no message, repeats none but a worry’s reply, and raises every alert', async () => {
    const result = await killLoop(10, seeded(20261122));
    console.log(`      ${JSON.stringify({ ...result, violations: result.violations.length })}`);
    expect(result.violations).to.deep.equal([]);
    expect(result.kills).to.equal(10);
    expect(result.alerts).to.equal(3);
  }).timeout(180_000);
});

describe('two servers on one Cosmos DB, clocks seconds apart, one or the other killed under traffic', () => {
  it('lose no message, repeat none but a worry’s reply, and raise every alert once', async () => {
    // Ten take more than a minute on two busy cores; `npm run prove` makes two hundred.
    const result = await killLoop(6, seeded(20261123), 'two on Cosmos DB');
    console.log(`      ${JSON.stringify({ ...result, violations: result.violations.length })}`);
    expect(result.violations).to.deep.equal([]);
    expect(result.kills).to.equal(6);
    expect(result.alerts).to.equal(3);
  }).timeout(180_000);
});
