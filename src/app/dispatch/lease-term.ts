import type { Instant } from '../../core/time.js';

/**
 * Whether a lease is in force: taken for `term` milliseconds and until `until`. One that runs further ahead than it
 * could have been taken comes from a clock that was set back since: nobody renews it, and what it holds must not wait
 * for that clock to come round again.
 */
export const inForce = (until: Instant, term: number, now: Instant): boolean =>
  until > now && until <= now + 2 * term;
