import type { Clock } from '../src/ports/clock.js';

/** Time that passes as fast as ours, from a moment at which there is something to do. */
export function shiftedClock(start: number): Clock {
  const began = performance.now();
  return {
    now: () => start + Math.round(performance.now() - began),
    after: (delayMs, task) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
