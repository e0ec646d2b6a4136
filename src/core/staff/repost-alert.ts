import type { Card } from '../thread/card.js';
import { enqueue } from '../thread/delivery/reply.js';
import { hasSeen, markSeen, type Thread } from '../thread/thread.js';
import type { Instant } from '../time.js';

/**
 * Posts an alert's card anew at the end of the chat. The copy that stands higher is changed to `moved` under a key of
 * its own, so that from now on the new one is the one that is kept true. Null when this press was done before.
 */
export function repostAlert(
  thread: Thread,
  { alert, card, moved, id }: { alert: string; card: Card; moved: Card; id: string },
  now: Instant,
): Thread | null {
  const entry = `${alert}:again:${id}`;
  if (hasSeen(thread, entry)) return null;
  const old = `${entry}:old`;
  const stands = thread.cards.some((one) => one.key === alert);
  const cards = thread.cards.map((one) => (one.key === alert ? { ...one, key: old } : one));
  // An update that waits for the copy above goes to the new one as well: it is the same card.
  const begun = markSeen({ ...thread, cards }, entry);
  const asked = { talk: null, urgent: false, report: null };
  const message = (shown: Card, key: string) => ({ kind: 'card' as const, card: shown, key, replaces: null });
  const replaced = stands ? enqueue(begun, message(moved, old), { ...asked, id: old }, now).thread : begun;
  return enqueue(replaced, message(card, alert), { ...asked, id: entry }, now).thread;
}
