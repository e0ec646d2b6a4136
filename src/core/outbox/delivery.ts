import { day, hour, minute, second, type Instant } from '../time.js';
import type { Entry } from './entry.js';

/** How long an attempt may take before it counts as lost. The adapters' own time-outs are shorter. */
export const attemptLease = 30 * second;

/** How long a message that did not arrive can be sent again by hand. */
const listedFor = 14 * day;

/** How long an unknown outcome waits for a status callback before it is looked up. */
export const lookUpAfter = 2 * minute;

const attemptLimit = 10;
const urgentRepeats = 4;
const backOffStart = 2 * second;
const backOffLimit = 15 * minute;

/** What an attempt, a report or a look-up said. */
export type Outcome =
  | { status: 'sent'; providerId: string; final: boolean }
  | { status: 'delivered'; providerId: string }
  | { status: 'retry'; afterMs: number | null; reason: string }
  | { status: 'window_closed' }
  | { status: 'unknown'; reason: string }
  | { status: 'not_sent' }
  /** `blocks`: nothing will arrive at this address any more. */
  | { status: 'failed'; reason: string; blocks: boolean };

/** Whether nothing will change any more. Sent messages still wait a day for their report. */
export function isFinal(entry: Entry, now: Instant): boolean {
  if (entry.status === 'delivered') return true;
  if (entry.status === 'dead') return entry.listed !== true || now - entry.createdAt >= listedFor;
  return entry.status === 'sent' && now - (entry.attemptAt ?? entry.createdAt) >= day;
}

/**
 * The entries that may be attempted now, in order. One that waits or is under way holds back those behind it,
 * except a worry's reply or an alert: those pass.
 */
export function claimable(entries: readonly Entry[], now: Instant): Entry[] {
  const found: Entry[] = [];
  let blocked = false;
  for (const entry of entries) {
    const ready = entry.status === 'pending' && (entry.dueAt === null || entry.dueAt <= now);
    if (ready && (!blocked || entry.urgent)) found.push(entry);
    else if (entry.status === 'pending' || entry.status === 'attempting') blocked = true;
  }
  return found;
}

/** Records the attempt: written before the call is made. */
export function attempt(entry: Entry, now: Instant): Entry {
  return {
    ...entry,
    status: 'attempting',
    attempts: entry.attempts + 1,
    attemptAt: now,
    dueAt: now + attemptLease,
  };
}

/** An attempt that was recorded but never made, because the one before it failed. */
export function putBack(entry: Entry): Entry {
  return { ...entry, status: 'pending', attempts: entry.attempts - 1, dueAt: null };
}

/** What comes of an attempt. Late and repeated news changes nothing that is known better. */
export function settleEntry(entry: Entry, outcome: Outcome, now: Instant): Entry {
  if (entry.status === 'delivered' || entry.status === 'dead') return entry;
  switch (outcome.status) {
    case 'sent':
      // A report of what the answer to the attempt has said already is no news: nothing is written for it.
      if (entry.status === 'sent' && entry.providerId === outcome.providerId && !outcome.final) return entry;
      return {
        ...entry,
        status: outcome.final ? 'delivered' : 'sent',
        providerId: outcome.providerId,
        dueAt: null,
        reason: null,
      };
    case 'delivered':
      return { ...entry, status: 'delivered', providerId: outcome.providerId, dueAt: null, reason: null };
    case 'retry':
      if (entry.attempts >= attemptLimit) return dead(entry, outcome.reason);
      return {
        ...entry,
        status: 'pending',
        dueAt: now + Math.max(outcome.afterMs ?? 0, backOff(entry)),
        reason: outcome.reason,
      };
    case 'window_closed':
      return { ...entry, status: 'held', dueAt: null, reason: 'outside the 24-hour window' };
    case 'unknown':
      return unknown(entry, outcome.reason, now);
    case 'not_sent':
      return { ...entry, status: 'pending', dueAt: now, reason: null };
    case 'failed':
      return dead(entry, outcome.reason);
  }
}

/**
 * An unknown outcome that nobody can look up (Teams). The question is repeated once: a talk that silently
 * stops harms more than a question that stands there twice. A second loss is left as it is.
 */
export function repeatOnce(entry: Entry, now: Instant): Entry {
  if (entry.lost >= 2) return dead(entry, 'lost twice');
  return { ...entry, status: 'pending', dueAt: now };
}

/** The words held back by the window go out after the person wrote. */
export function release(entry: Entry): Entry {
  return entry.status === 'held' ? { ...entry, status: 'pending', dueAt: null, reason: null } : entry;
}

/**
 * When an outbox next needs attention. What waits behind another entry goes with that one and has no alarm of its own:
 * otherwise its thread would be due each second for as long as the first one waits, a whole holiday perhaps.
 */
export function outboxAlarms(entries: readonly Entry[]): Instant[] {
  let blocked = false;
  return entries.flatMap((entry) => {
    const follows = blocked && entry.status === 'pending' && !entry.urgent;
    if (entry.status === 'pending' || entry.status === 'attempting') blocked = true;
    const at = follows ? null : entryAlarm(entry);
    return at === null ? [] : [at];
  });
}

/** When this entry next needs attention, or null. */
export function entryAlarm(entry: Entry): Instant | null {
  switch (entry.status) {
    case 'pending':
      return entry.dueAt ?? entry.createdAt;
    case 'attempting':
    case 'unknown':
      return entry.dueAt;
    case 'sent':
      return (entry.attemptAt ?? entry.createdAt) + day;
    case 'held':
    case 'delivered':
    case 'dead':
      return null;
  }
}

/** Worry replies and alerts are repeated at once; others wait for a callback or a look-up. */
function unknown(entry: Entry, reason: string, now: Instant): Entry {
  const lost = entry.lost + 1;
  if (entry.urgent && lost <= urgentRepeats) return { ...entry, status: 'pending', lost, dueAt: now, reason };
  // Counted from its attempt: a message that waited through the night has only just been lost.
  if (now - (entry.attemptAt ?? entry.createdAt) > hour || entry.attempts >= attemptLimit)
    return dead(entry, reason);
  return { ...entry, status: 'unknown', lost, dueAt: now + lookUpAfter, reason };
}

function dead(entry: Entry, reason: string): Entry {
  return { ...entry, status: 'dead', dueAt: null, reason };
}

/** Doubles from two seconds to a quarter of an hour, spread by the entry's own id so that a crowd disperses. */
function backOff(entry: Entry): number {
  const base = Math.min(backOffStart * 2 ** (entry.attempts - 1), backOffLimit);
  const spread = [...entry.id].reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1000,
    entry.attempts,
  );
  return Math.round(base * (0.75 + spread / 2000));
}
