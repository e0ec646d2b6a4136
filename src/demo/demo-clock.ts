import { dateAfter, inOfficeHours, localDate, officeHours, timeOn } from '../core/school/calendar.js';
import type { School } from '../core/school/school.js';
import type { Clock, Instant } from '../ports/clock.js';

/** The machine's time, or the moment it was set to, plus what the demo was moved on by. Timers that fall due on the way go off. */
export type DemoClock = Clock & { advance: (ms: number) => void };

/** How far back a school day is looked for: a long summer, and a demo that is started years after its school file ends. */
const lookedBack = 5 * 366;

/**
 * The moment at which a demo begins that is started at `now`. While the made-up school is closed nothing opens and nobody
 * of its staff is there to warn: then it is half past two on that day, or on the last school day before it.
 */
export function openingMoment(school: School, now: Instant): Instant {
  if (inOfficeHours(school, now)) return now;
  let date = localDate(school, now);
  for (let back = 0; back < lookedBack; back += 1) {
    if (officeHours(school, date) !== null) return timeOn(school, date, '14:30');
    date = dateAfter(date, -1);
  }
  return now;
}

export function createDemoClock(startsAt: Instant): DemoClock {
  let ahead = startsAt - Date.now();
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
