import type { Clock } from '../../../../src/ports/clock.js';

export type MovableClock = Clock & { advance: (ms: number) => void };

/** A clock that stands still until it is moved. A store plans nothing, so `after` is refused. */
export function createMovableClock(start = Date.UTC(2026, 10, 18, 12)): MovableClock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    after: () => {
      throw new Error('a store has no timers');
    },
  };
}
