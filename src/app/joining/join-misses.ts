import { hour, type Instant } from '../../core/time.js';
import type { Clock } from '../../ports/clock.js';

/** Codes of an address that let nobody in, in the last hour: guessing is not answered by looking. */
export type Misses = {
  tooMany: (address: string) => boolean;
  note: (address: string) => void;
  forget: (address: string) => void;
};

const missesAnHour = 5;
const addressesNoted = 10_000;

/** In this process only, and bounded: it makes guessing slow, the length of a code makes it hopeless. */
export function createMisses(clock: Clock): Misses {
  const noted = new Map<string, Instant[]>();
  const recent = (address: string): Instant[] =>
    (noted.get(address) ?? []).filter((at) => clock.now() - at < hour);
  return {
    tooMany: (address) => recent(address).length >= missesAnHour,
    note: (address) => {
      const misses = [...recent(address), clock.now()];
      // Put back at the end: whoever was quiet longest makes room.
      noted.delete(address);
      noted.set(address, misses);
      const [oldest] = noted.keys();
      if (noted.size > addressesNoted && oldest !== undefined) noted.delete(oldest);
    },
    forget: (address) => void noted.delete(address),
  };
}
