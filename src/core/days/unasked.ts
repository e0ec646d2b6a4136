import { undisturbed } from '../school/calendar.js';
import { day } from '../time.js';
import type { Instant } from '../time.js';
import type { Thread } from '../thread/thread.js';
import type { PlanEnv } from './plan.js';

/** Over so long what nobody asked for is counted. */
export const week = 7 * day;

/** Whether something may be sent now that the student did not ask for, and if not, why and until when. */
export type MaySend = { ok: true } | { ok: false; why: 'quiet' | 'limit'; until: Instant | null };

/**
 * Nothing unasked in quiet hours and on free days, and never more in a week than the school allows, over all channels
 * and kinds together.
 */
export function maySendUnasked(thread: Thread, { school, now }: PlanEnv): MaySend {
  const free = undisturbed(school, now);
  if (free !== now) return { ok: false, why: 'quiet', until: free };
  const recent = lately(thread, now);
  if (recent.length < school.days.unaskedPerWeek) return { ok: true };
  const frees = (recent[recent.length - school.days.unaskedPerWeek] ?? now) + week;
  return { ok: false, why: 'limit', until: undisturbed(school, frees) };
}

/** Counts what a change sends as one message that nobody asked for, and marks it as that. */
export const sentUnasked = (before: Thread, after: Thread, now: Instant): Thread => ({
  ...heldInQuietHours(before, after),
  unasked: [...lately(after, now), now],
});

/** Marks what a change sends as unasked: it waits through quiet hours and free days. */
export function heldInQuietHours(before: Thread, after: Thread): Thread {
  const known = new Set(before.outbox.map((entry) => entry.id));
  const outbox = after.outbox.map((entry) =>
    known.has(entry.id) ? entry : { ...entry, unasked: true as const },
  );
  return { ...after, outbox };
}

/** The last week's, oldest first. */
const lately = (thread: Thread, now: Instant): Instant[] => thread.unasked.filter((at) => now - at < week);
