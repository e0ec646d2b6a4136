import type { Clock, Instant } from '../../../ports/clock.js';
import { toAddress } from '../addresses.js';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * WhatsApp's customer service window: 24 hours from a person's last message, whether or not our
 * webhook was there to hear it. Who has never written has no window.
 */
export interface ServiceWindow {
  heard(person: string): void;
  isOpen(person: string): boolean;
  /** When it closes, or null when it is closed. */
  closesAt(person: string): Instant | null;
}

export function createServiceWindow(clock: Clock): ServiceWindow {
  const lastHeard = new Map<string, Instant>();

  function closesAt(person: string): Instant | null {
    const last = lastHeard.get(toAddress(person));
    if (last === undefined || last + dayMs <= clock.now()) return null;
    return last + dayMs;
  }

  return {
    heard: (person) => void lastHeard.set(toAddress(person), clock.now()),
    isOpen: (person) => closesAt(person) !== null,
    closesAt,
  };
}
