import { minute } from '../../../core/time.js';
import type { Clock } from '../../../ports/clock.js';

/** Failed attempts from one address in a while. */
const allowed = 10;
const within = 10 * minute;

/** Addresses that are remembered at once: so many fail together only in an attack, and then the oldest may go. */
const remembered = 5_000;

/** Counts failed attempts to sign in, by the address that they come from. */
export type Failures = {
  tooMany: (address: string) => boolean;
  note: (address: string) => void;
};

export function createFailures(clock: Clock): Failures {
  const byAddress = new Map<string, { count: number; since: number }>();
  const current = (address: string): { count: number; since: number } | undefined => {
    const known = byAddress.get(address);
    return known !== undefined && clock.now() - known.since < within ? known : undefined;
  };
  return {
    tooMany: (address) => (current(address)?.count ?? 0) >= allowed,
    note: (address) => {
      const before = current(address) ?? { count: 0, since: clock.now() };
      byAddress.delete(address);
      byAddress.set(address, { ...before, count: before.count + 1 });
      const oldest = byAddress.keys().next().value;
      if (byAddress.size > remembered && oldest !== undefined) byAddress.delete(oldest);
    },
  };
}
