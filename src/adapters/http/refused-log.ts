import { minute } from '../../core/time.js';
import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';

/** Notes that somebody was refused who did not show who he is. */
export type RefusedLog = (refused: { path: string; status: number }) => void;

type Told = { at: number; since: number };

/**
 * Logs the first refusal of a path and status at once, and the later ones once a minute with how many they
 * were: whoever knocks in vain all night fills no disk.
 */
export function createRefusedLog(clock: Pick<Clock, 'now'>, log: Log): RefusedLog {
  const known = new Map<string, Told>();
  return ({ path, status }) => {
    const key = `${status} ${path}`;
    const now = clock.now();
    const told = known.get(key);
    const times = (told?.since ?? 0) + 1;
    const quiet = told !== undefined && now >= told.at && now - told.at < minute;
    known.set(key, quiet ? { at: told.at, since: times } : { at: now, since: 0 });
    if (!quiet) log.warn('http.stranger_refused', { path, status, times });
  };
}
