import type { Clock } from '../../src/ports/clock.js';

/**
 * Real time, `factor` times as fast, the same in every process that shares `start`: rules of minutes in seconds. One may
 * be some milliseconds ahead of the others.
 */
export function scaledClock(start: number, factor: number, ahead = 0): Clock {
  return {
    now: () => start + ahead + Math.round((Date.now() - start) * factor),
    after: (delayMs, task) => {
      const timer = setTimeout(task, delayMs / factor);
      return () => clearTimeout(timer);
    },
  };
}
