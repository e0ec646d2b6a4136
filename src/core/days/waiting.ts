import type { DayStatus } from '../school/day-record.js';
import type { Thread } from '../thread/thread.js';
import { wayTo } from '../thread/delivery/ways.js';

/** Where a day stands in the ledger that cannot open yet: it still may, until it closes. */
export function waitsFor(thread: Thread): { status: DayStatus; reason: string | null } {
  const { settings, addresses } = thread;
  if (settings.stoppedAt !== null) return { status: 'withdrawn', reason: 'stopped' };
  if (settings.introducedAt === null)
    return { status: 'not_started', reason: addresses.length === 0 ? 'not_joined' : 'not_introduced' };
  if (wayTo(thread) === null)
    return { status: 'undeliverable', reason: addresses.at(-1)?.blocked ?? 'not_joined' };
  return { status: 'planned', reason: null };
}
