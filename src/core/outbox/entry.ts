import type { ChannelName, OutMessage } from '../thread/message.js';
import type { Instant } from '../time.js';

/** pending → attempting → sent → delivered, or retry (pending later), held, unknown, dead. */
export type EntryStatus = 'pending' | 'attempting' | 'sent' | 'delivered' | 'held' | 'unknown' | 'dead';

/** One message to one person. The attempt is recorded, in the same write as the turn, before the call. */
export type Entry = {
  /** Deterministic, and known to the provider where it can be (WhatsApp status callbacks). */
  id: string;
  /** The talk whose transcript shows it, or null. */
  talk: string | null;
  /** A worry's reply or an alert: it is repeated at once when its outcome is lost. */
  urgent: boolean;
  message: OutMessage;
  status: EntryStatus;
  attempts: number;
  /** How many attempts had an outcome that was lost. */
  lost: number;
  /** When the present attempt began, or the last one. */
  attemptAt: Instant | null;
  /** Pending: not before this. Attempting: when it counts as lost. Unknown: when it is looked up again. */
  dueAt: Instant | null;
  channel: ChannelName | null;
  providerId: string | null;
  reason: string | null;
  /** Nobody asked for it: it never leaves in quiet hours or on a free day, however late it was held up. */
  unasked?: true;
  /** Channels on which it failed for good: another one is tried. */
  avoid?: ChannelName[];
  /** Stands on the list of undelivered messages: kept for some weeks, so that it can be sent again by hand. */
  listed?: true;
  /** The alert that wants to know whether it arrived. */
  report: { alert: string } | null;
  createdAt: Instant;
};
