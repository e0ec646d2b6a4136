import type { Clock, Instant } from '../ports/clock.js';

/** Simulated time: whoever plays moves it, and nobody sleeps. */
export type SimClock = Clock & {
  set: (at: Instant) => void;
  /** Moves time on, running what was asked for on the way, in order. */
  advance: (ms: number) => void;
};

export function simClock(start: Instant): SimClock {
  let now = start;
  let timers: { at: Instant; task: () => void }[] = [];
  const moveTo = (until: Instant): void => {
    for (;;) {
      const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers = timers.filter((timer) => timer !== next);
      now = Math.max(now, next.at);
      next.task();
    }
    now = until;
  };
  return {
    now: () => now,
    after: (delayMs, task) => {
      const timer = { at: now + delayMs, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    set: (at) => {
      now = at;
    },
    advance: (ms) => moveTo(now + ms),
  };
}
