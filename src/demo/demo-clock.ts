import type { Clock, Instant } from '../ports/clock.js';

/** The machine's time, or the moment it was set to, plus what the demo was moved on by. Timers that fall due on the way go off. */
export type DemoClock = Clock & { advance: (ms: number) => void };

export function createDemoClock(startsAt: Instant | null): DemoClock {
  let ahead = startsAt === null ? 0 : startsAt - Date.now();
  const timers = new Set<{ at: number; handle: NodeJS.Timeout; task: () => void }>();
  const now = (): number => Date.now() + ahead;
  const arm = (timer: { at: number; handle: NodeJS.Timeout; task: () => void }): void => {
    clearTimeout(timer.handle);
    timer.handle = setTimeout(
      () => {
        timers.delete(timer);
        timer.task();
      },
      Math.max(0, timer.at - now()),
    );
  };
  return {
    now,
    after: (delayMs, task) => {
      const timer = { at: now() + delayMs, handle: setTimeout(() => undefined, 0), task };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer.handle);
      };
    },
    advance: (ms) => {
      ahead += ms;
      for (const timer of timers) arm(timer);
    },
  };
}
