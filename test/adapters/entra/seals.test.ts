import { expect } from 'chai';
import { sealsUnder } from '../../../src/adapters/entra/seals.js';
import { simClock } from '../../support/sim-clock.js';
import { tuesday } from '../../support/world.js';

const hour = 3_600_000;
const key = new Uint8Array(32).fill(7);

describe('a seal', () => {
  it('is opened for its own use, until it runs out', async () => {
    const clock = simClock(tuesday);
    const seals = sealsUnder(key, clock);
    const sealed = await seals.seal('session', { person: 'samira' }, tuesday + hour);
    expect(sealed).to.not.contain('samira');
    expect(await seals.open('session', sealed)).to.deep.equal({ person: 'samira' });
    expect(await seals.open('attempt', sealed)).to.equal(null);
    clock.advance(hour + 1000);
    expect(await seals.open('session', sealed)).to.equal(null);
  });

  it('of another key, changed or made up is not opened', async () => {
    const clock = simClock(tuesday);
    const seals = sealsUnder(key, clock);
    const sealed = await seals.seal('session', { person: 'samira' }, tuesday + hour);
    const others = sealsUnder(new Uint8Array(32).fill(8), clock);
    expect(await others.open('session', sealed)).to.equal(null);
    const parts = sealed.split('.');
    for (const index of [0, 2, 3, 4]) {
      const part = parts[index] ?? '';
      const changed = parts.with(index, (part.startsWith('A') ? 'B' : 'A') + part.slice(1)).join('.');
      expect(await seals.open('session', changed), String(index)).to.equal(null);
    }
    for (const text of ['', 'x', '....']) expect(await seals.open('session', text)).to.equal(null);
  });

  it('signs alike for the same text and key only', () => {
    const clock = simClock(tuesday);
    const sign = (text: string): string => sealsUnder(key, clock).sign(text);
    expect(sign('a')).to.equal(sealsUnder(key, clock).sign('a'));
    expect(sign('a')).to.not.equal(sign('b'));
    expect(sign('a')).to.not.equal(sealsUnder(new Uint8Array(32), clock).sign('a'));
  });
});
