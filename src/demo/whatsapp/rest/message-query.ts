import type { Instant } from '../../../ports/clock.js';
import type { StoredMessage } from '../types.js';

const dayMs = 24 * 60 * 60 * 1000;

/** The span that a date names: a whole day for YYYY-MM-DD, one second otherwise. Null when it is no date. */
function spanOf(text: string): readonly [Instant, Instant] | null {
  const start = Date.parse(text);
  if (Number.isNaN(start)) return null;
  return [start, start + (/^\d{4}-\d{2}-\d{2}$/.test(text) ? dayMs : 1000)];
}

/** Moments in the API have whole seconds, and so has the comparison. */
function wholeSecond(instant: Instant): Instant {
  return Math.floor(instant / 1000) * 1000;
}

/**
 * The filter of GET Messages: To, From, DateSent, `DateSent>` (on or after) and `DateSent<` (on or
 * before). A message without a sending date, still queued or failed before it left, passes no date filter.
 */
export function messageFilter(query: URLSearchParams): (message: StoredMessage) => boolean {
  const to = query.get('To');
  const from = query.get('From');
  const on = spanOf(query.get('DateSent') ?? '');
  const since = spanOf(query.get('DateSent>') ?? '');
  const until = spanOf(query.get('DateSent<') ?? '');
  return (message) => {
    if (to !== null && message.to !== to) return false;
    if (from !== null && message.from !== from) return false;
    if (on === null && since === null && until === null) return true;
    if (message.sentAt === null) return false;
    const sent = wholeSecond(message.sentAt);
    if (on !== null && (sent < on[0] || sent >= on[1])) return false;
    if (since !== null && sent < since[0]) return false;
    return until === null || sent < until[1];
  };
}
