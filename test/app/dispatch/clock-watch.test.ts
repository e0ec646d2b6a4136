import { expect } from 'chai';
import { createClockWatch } from '../../../src/app/dispatch/clock-watch.js';
import { describeError, TerugblikError } from '../../../src/core/errors.js';

describe('the watch on the clock', () => {
  it('tells once, by a name and with what it means, when it went back more than a time service would', () => {
    let now = 1_000_000;
    const told: string[] = [];
    const log = {
      ...{ info: () => undefined, warn: () => undefined },
      error: (event: string, error: unknown) =>
        void told.push(`${event} ${error instanceof TerugblikError ? describeError(error) : ''}`),
    };
    const look = createClockWatch({ clock: { now: () => now, after: () => () => undefined }, log });
    for (const step of [0, 1000, -4000, 60_000, -30_000, 1000]) {
      now += step;
      look();
    }
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/^clock.set_back clock_set_back: the clock went back 30 seconds/);
  });
});
