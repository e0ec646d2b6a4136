import { TerugblikError } from '../../core/errors.js';
import { second, type Instant } from '../../core/time.js';
import type { Deps } from '../deps.js';

/** What a time service may take back at once without anybody noticing. */
const unnoticed = 5 * second;

/** Tells operators when the clock was set back: nothing is lost, but what was planned waits for that time again. */
export function createClockWatch({ clock, log }: Pick<Deps, 'clock' | 'log'>): () => void {
  let latest: Instant = -Infinity;
  return () => {
    const now = clock.now();
    const back = latest - now;
    latest = now;
    if (back <= unnoticed) return;
    const seconds = Math.round(back / second);
    const message = `the clock went back ${seconds} seconds: what was planned waits that much longer; see docs/operations.md`;
    log.error('clock.set_back', new TerugblikError('clock_set_back', message), { seconds });
  };
}
