import { putBack, repeatOnce, settleEntry, type Outcome } from '../../outbox/delivery.js';
import type { Entry } from '../../outbox/entry.js';
import { changeEntry } from './entries.js';
import type { TurnEnv } from '../env.js';
import { knock } from './knock.js';
import type { DeliveryReport } from '../message.js';
import type { Thread } from '../thread.js';
import { wayTo } from './ways.js';

/** What came of one attempt; null where the one before it failed, so that this one was not made. */
export type Attempted = { entry: string; attempt: number; outcome: Outcome | null };

/**
 * Takes in what came of the attempts, also when one took so long that it was given up as unknown meanwhile. What
 * came of an attempt that another one followed changes nothing any more.
 */
export function attempted(thread: Thread, results: readonly Attempted[], env: TurnEnv): Thread {
  return results.reduce((sofar, { entry, attempt: number, outcome }) => {
    const now = sofar.outbox.find((one) => one.id === entry);
    if (now?.attempts !== number) return sofar;
    if (outcome === null)
      return now.status === 'attempting' ? changeEntry(sofar, entry, putBack, env) : sofar;
    if (outcome.status !== 'sent' || outcome.final) return settleOutcome(sofar, now, outcome, env);
    const own = givenBack(sofar, entry, outcome.providerId, env);
    // Another entry took it and has arrived with it: so many messages, so many entries, and this one is still to be sent.
    const isSpent = own === sofar && now.providerId !== outcome.providerId && isKnown(sofar, outcome);
    return settleOutcome(own, now, isSpent ? { status: 'not_sent' } : outcome, env);
  }, thread);
}

const isKnown = ({ sends }: Thread, { providerId }: { providerId: string }): boolean =>
  sends.includes(providerId);

/**
 * A look-up took this message for that of another entry with the same words, whose own never left: that one is still to
 * be sent.
 */
function givenBack(thread: Thread, entry: string, providerId: string, env: TurnEnv): Thread {
  const mistaken = thread.outbox.filter(
    (one) => one.id !== entry && one.providerId === providerId && one.status === 'sent',
  );
  return mistaken.reduce(
    (sofar, { id }) =>
      changeEntry(
        sofar,
        id,
        (one) => ({ ...settleEntry(one, { status: 'not_sent' }, env.now), providerId: null }),
        env,
      ),
    thread,
  );
}

/** Takes in what a provider said later. Reports come out of order and more than once. */
export function reported(before: Thread, report: DeliveryReport, env: TurnEnv): Thread {
  const named = before.outbox.find((one) => one.id === report.entry);
  const meant = named === undefined ? 'holder' : whomItMeans(before, named, report.providerId);
  if (meant === 'nobody') return before;
  const thread =
    named === undefined || meant === 'holder' ? before : givenBack(before, named.id, report.providerId, env);
  const entry =
    (meant === 'named' ? thread.outbox.find((one) => one.id === report.entry) : undefined) ??
    thread.outbox.find((one) => one.providerId === report.providerId);
  if (!entry) return thread;
  // It went to the other channel since: what is said about the old attempt says nothing about the new one.
  if (entry.channel !== null && entry.channel !== report.channel) return thread;
  const outcome = outcomeOf(report);
  if (outcome === null || isOldNews(entry, report)) return thread;
  return settleOutcome(thread, entry, outcome, env);
}

/**
 * Whose news it is. A look-up may have taken the message of the named entry for that of another one with the same
 * words. Where the named one has another message since, or a new attempt under way, both stay as they are: so many
 * entries, so many messages. Where the other one has arrived and left the outbox, the message is spent: the named one
 * must still be sent.
 */
function whomItMeans(
  { outbox, sends }: Thread,
  named: Entry,
  providerId: string,
): 'named' | 'holder' | 'nobody' {
  if (named.providerId === providerId) return 'named';
  const isHeld = outbox.some((one) => one.id !== named.id && one.providerId === providerId);
  if (!isHeld) return sends.includes(providerId) ? 'nobody' : 'named';
  const hasItsOwn = named.status === 'sent' || named.status === 'delivered' || named.status === 'dead';
  return hasItsOwn || (named.status === 'attempting' && named.lost > 0) ? 'holder' : 'named';
}

/** What went wrong with an earlier attempt says nothing about the one that followed it, or is still to come. */
function isOldNews(entry: Entry, { status, providerId }: DeliveryReport): boolean {
  if (status === 'sent' || status === 'delivered' || status === 'read' || status === 'blocked') return false;
  switch (entry.status) {
    case 'pending':
    case 'held':
      return true;
    case 'attempting':
    case 'unknown':
      return providerId === entry.providerId;
    case 'sent':
      return providerId !== entry.providerId;
    case 'delivered':
    case 'dead':
      return false;
  }
}

/** What a look-up can say; the channel port has the same. */
export type LookedUp =
  { found: true; providerId: string } | { found: false } | { found: 'later' } | { found: 'cannot_tell' };

/** Takes in a look-up of an attempt whose outcome was lost. */
export function lookedUp(thread: Thread, entryId: string, found: LookedUp, env: TurnEnv): Thread {
  const entry = thread.outbox.find((one) => one.id === entryId);
  if (entry?.status !== 'unknown') return thread;
  switch (found.found) {
    case true:
      // Another entry with the same words has it since the list was asked for: looked up again at once.
      if (entry.providerId !== found.providerId && thread.sends.includes(found.providerId))
        return changeEntry(thread, entryId, (one) => ({ ...one, dueAt: env.now }), env);
      return settleOutcome(
        thread,
        entry,
        { status: 'sent', providerId: found.providerId, final: false },
        env,
      );
    case false:
      return settleOutcome(thread, entry, { status: 'not_sent' }, env);
    case 'later':
      return settleOutcome(thread, entry, { status: 'unknown', reason: 'could not be looked up' }, env);
    case 'cannot_tell':
      return changeEntry(thread, entryId, (one) => repeatOnce(one, env.now), env);
  }
}

/** Attempts whose time is over: the process that made them is gone, or its answer never came. */
export function expireAttempts(thread: Thread, env: TurnEnv): Thread {
  return thread.outbox
    .filter((entry) => entry.status === 'attempting' && (entry.dueAt ?? 0) <= env.now)
    .reduce(
      (sofar, entry) => settleOutcome(sofar, entry, { status: 'unknown', reason: 'no answer' }, env),
      thread,
    );
}

/** Takes in one outcome, with what it means for the person's other ways and for the cards in his chat. */
export function settleOutcome(thread: Thread, entry: Entry, outcome: Outcome, env: TurnEnv): Thread {
  if (outcome.status === 'failed') return failed(thread, entry, outcome, env);
  const settled = changeEntry(thread, entry.id, (one) => settleEntry(one, outcome, env.now), env);
  return outcome.status === 'window_closed' ? knock(settled, entry.message, env) : remember(settled, entry);
}

/**
 * It will not arrive there. Another channel is tried, once each; a way that is closed for good is remembered; when
 * none is left, whoever asked hears that it did not arrive.
 */
function failed(
  before: Thread,
  entry: Entry,
  { reason, blocks }: { reason: string; blocks: boolean },
  env: TurnEnv,
): Thread {
  const thread = blocks ? closed(before, entry, reason) : before;
  // What has arrived, or was given up, is not sent again.
  if (entry.status === 'delivered' || entry.status === 'dead') return thread;
  const avoid = [...(entry.avoid ?? []), ...(entry.channel === null ? [] : [entry.channel])];
  if (wayTo(thread, avoid) !== null) {
    const again = (one: Entry): Entry => ({
      ...one,
      avoid,
      status: 'pending',
      attempts: 0,
      dueAt: null,
      reason,
    });
    return changeEntry(thread, entry.id, again, env);
  }
  const given = (one: Entry): Entry => settleEntry(one, { status: 'failed', reason, blocks }, env.now);
  return changeEntry(thread, entry.id, given, env);
}

const closed = (thread: Thread, entry: Entry, reason: string): Thread => ({
  ...thread,
  addresses: thread.addresses.map((one) =>
    one.channel === entry.channel ? { ...one, blocked: reason } : one,
  ),
});

/** A card that arrived is remembered, so that a later one can take its place. */
function remember(thread: Thread, before: Entry): Thread {
  const entry = thread.outbox.find((one) => one.id === before.id);
  if (entry?.message.kind !== 'card' || entry.providerId === null) return thread;
  const { key, about } = entry.message;
  const { providerId } = entry;
  const card = { key, providerId, ...(about === undefined ? {} : { about }) };
  return { ...thread, cards: [...thread.cards.filter((one) => one.key !== key), card].slice(-50) };
}

function outcomeOf(report: DeliveryReport): Outcome | null {
  const reason = `code ${report.code ?? 'unknown'}`;
  switch (report.status) {
    case 'sent':
      return { status: 'sent', providerId: report.providerId, final: false };
    case 'delivered':
    case 'read':
      // With its id: a look-up for another entry with the same words must pass this message by.
      return { status: 'delivered', providerId: report.providerId };
    case 'retry':
      return { status: 'retry', afterMs: null, reason };
    case 'window_closed':
      return { status: 'window_closed' };
    case 'failed':
      return { status: 'failed', reason, blocks: false };
    case 'blocked':
      return { status: 'failed', reason, blocks: true };
  }
}
