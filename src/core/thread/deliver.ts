import {
  attempt,
  claimable,
  isFinal,
  putBack,
  repeatOnce,
  settleEntry,
  type Outcome,
} from '../outbox/delivery.js';
import type { Entry } from '../outbox/entry.js';
import { firstName } from '../school/people.js';
import { hour, type Instant } from '../time.js';
import type { TurnEnv } from './env.js';
import type { DeliveryReport, OutMessage } from './message.js';
import { enqueue } from './reply.js';
import { addJob } from './job.js';
import { languageOf, type KnownAddress, type Line, type Talk, type Thread } from './thread.js';

/** An entry whose attempt is recorded, and where it goes. */
export type Dispatch = { entry: Entry; to: KnownAddress };

/** What came of one attempt; null where the one before it failed, so that this one was not made. */
export type Attempted = { entry: string; attempt: number; outcome: Outcome | null };

/** The template of "there is a message for you", for words that may not go out by themselves. */
export const knockTemplate = 'knock';

/**
 * Records the attempts that are made now, in the write of the turn. `waitFor` asks the channel's rate budget and
 * gives the milliseconds to wait, 0 for none.
 * Entries without any way to the person die here, with their reason.
 */
export function claim(
  thread: Thread,
  env: TurnEnv,
  waitFor: (address: KnownAddress) => number,
): { thread: Thread; dispatches: Dispatch[] } {
  const { now } = env;
  const dispatches: Dispatch[] = [];
  let next = holdBack(thread, env);
  let waiting = false;
  for (const entry of claimable(next.outbox, now)) {
    const to = wayTo(next);
    if (to === null) {
      const nowhere = { status: 'failed', reason: 'no way to reach', blocks: false } as const;
      next = apply(next, entry.id, (one) => settleEntry(one, nowhere, now), now);
      continue;
    }
    // What was said later never passes what waits for the budget.
    if (waiting && !entry.urgent) continue;
    const wait = waitFor(to);
    // A worry's reply and an alert never wait for a budget: if it is too much, the channel says so itself.
    if (wait > 0 && !entry.urgent) {
      next = replaceEntry(next, { ...entry, dueAt: now + wait });
      waiting = true;
      continue;
    }
    const begun = { ...attempt(entry, now), channel: to.channel };
    next = asRead(replaceEntry(next, begun), begun, to, now);
    dispatches.push({ entry: { ...begun, message: asSent(next, begun.message, to, now) }, to });
  }
  return { thread: next, dispatches };
}

/** WhatsApp takes free words only within 24 hours of the person's last message. */
const window = 24 * hour;

const windowOpen = (to: KnownAddress, now: Instant): boolean =>
  to.channel !== 'whatsapp' || (to.lastInboundAt !== null && now - to.lastInboundAt < window);

/** Words that may not go out by themselves wait; a knock says that something is there. */
function holdBack(thread: Thread, env: TurnEnv): Thread {
  const to = wayTo(thread);
  if (to === null || windowOpen(to, env.now)) return thread;
  const barred = claimable(thread.outbox, env.now).filter(
    ({ message }) => message.kind === 'card' || message.template === null,
  );
  return barred.reduce(
    (sofar, entry) => settleOutcome(sofar, entry, { status: 'window_closed' }, env),
    thread,
  );
}

/** What leaves: the template only outside the window; a card that stands in the chat is changed where it stands. */
function asSent(thread: Thread, message: OutMessage, to: KnownAddress, now: Instant): OutMessage {
  if (message.kind === 'text') return windowOpen(to, now) ? { ...message, template: null } : message;
  return { ...message, replaces: thread.cards.find((card) => card.key === message.key)?.providerId ?? null };
}

/** The transcript keeps what the person reads: outside the window, the words of the template. */
function asRead(thread: Thread, entry: Entry, to: KnownAddress, now: Instant): Thread {
  const { message } = entry;
  if (message.kind === 'card' || message.template === null || windowOpen(to, now)) return thread;
  const { text } = message.template;
  return changeLine(thread, entry, (line) => ({ ...line, text }));
}

const replaceEntry = (thread: Thread, entry: Entry): Thread => ({
  ...thread,
  outbox: thread.outbox.map((one) => (one.id === entry.id ? entry : one)),
});

/**
 * Takes in what came of the attempts, also when one took so long that it was given up as unknown meanwhile. What
 * came of an attempt that another one followed changes nothing any more.
 */
export function attempted(thread: Thread, results: readonly Attempted[], env: TurnEnv): Thread {
  return results.reduce((sofar, { entry, attempt: number, outcome }) => {
    const now = sofar.outbox.find((one) => one.id === entry);
    if (now?.attempts !== number) return sofar;
    if (outcome === null) return now.status === 'attempting' ? apply(sofar, entry, putBack, env.now) : sofar;
    return settleOutcome(sofar, now, outcome, env);
  }, thread);
}

/** Takes in what a provider said later. Reports come out of order and more than once. */
export function reported(thread: Thread, report: DeliveryReport, env: TurnEnv): Thread {
  const entry = thread.outbox.find((one) => one.id === report.entry || one.providerId === report.providerId);
  if (!entry) return thread;
  // It went to the other channel since: what is said about the old attempt says nothing about the new one.
  if (entry.channel !== null && entry.channel !== report.channel) return thread;
  const outcome = outcomeOf(report);
  return outcome === null ? thread : settleOutcome(thread, entry, outcome, env);
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
      return apply(thread, entryId, (one) => repeatOnce(one, env.now), env.now);
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

/** Removes what is final and, of talks that are over, hands the delivered ones to their own item. */
export function tidy(thread: Thread, env: TurnEnv): Thread {
  const outbox = thread.outbox.filter((entry) => !isFinal(entry, env.now));
  const busy = new Set(outbox.map((entry) => entry.talk));
  const asked = new Set(thread.jobs.flatMap(({ task }) => (task.type === 'archive_talk' ? [task.talk] : [])));
  const done = thread.ended.filter((talk) => !busy.has(talk.id) && !asked.has(talk.id));
  return done.reduce((sofar, talk) => addJob(sofar, { type: 'archive_talk', talk: talk.id }, env), {
    ...thread,
    outbox,
  });
}

/** The way to a person: the channel he used last, else another that works. */
export function wayTo(thread: Thread): KnownAddress | null {
  const open = thread.addresses.filter((one) => one.blocked === null);
  return open.find((one) => one.channel === thread.channel) ?? open[0] ?? null;
}

function settleOutcome(thread: Thread, entry: Entry, outcome: Outcome, env: TurnEnv): Thread {
  if (outcome.status === 'failed' && outcome.blocks) return failed(thread, entry, outcome.reason, env);
  const settled = apply(thread, entry.id, (one) => settleEntry(one, outcome, env.now), env.now);
  return outcome.status === 'window_closed' ? knock(settled, env) : remember(settled, entry);
}

/** A way that is closed for good: another one is tried, else whoever asked hears that it did not arrive. */
function failed(thread: Thread, entry: Entry, reason: string, env: TurnEnv): Thread {
  const addresses = thread.addresses.map((one) =>
    one.channel === entry.channel ? { ...one, blocked: reason } : one,
  );
  const blocked = { ...thread, addresses };
  // What has arrived, or was given up, is not sent again.
  if (entry.status === 'delivered' || entry.status === 'dead') return blocked;
  if (wayTo(blocked) !== null) {
    const again = (one: Entry): Entry => ({ ...one, status: 'pending', attempts: 0, dueAt: null, reason });
    return apply(blocked, entry.id, again, env.now);
  }
  return apply(
    blocked,
    entry.id,
    (one) => settleEntry(one, { status: 'failed', reason, blocks: true }, env.now),
    env.now,
  );
}

/** Changes an entry, shows it in the transcript, and tells the alert that waits for it. */
function apply(thread: Thread, id: string, change: (entry: Entry) => Entry, now: Instant): Thread {
  const before = thread.outbox.find((one) => one.id === id);
  if (!before) return thread;
  const after = change(before);
  if (after === before) return thread;
  const changed = noteSend(shown(replaceEntry(thread, after), after), after);
  const arrived = after.status === 'delivered' || (after.status === 'sent' && before.status !== 'sent');
  if (after.report === null || (!arrived && after.status !== 'dead')) return changed;
  return addJob(
    changed,
    {
      type: 'alert_delivery',
      alert: after.report.alert,
      person: thread.person,
      outcome: arrived ? 'sent' : 'unreachable',
      reason: after.reason ?? '',
    },
    { now },
  );
}

const sendsLimit = 50;

function noteSend(thread: Thread, { providerId }: Entry): Thread {
  if (providerId === null || thread.sends.includes(providerId)) return thread;
  return { ...thread, sends: [...thread.sends, providerId].slice(-sendsLimit) };
}

const shownAs: Readonly<Partial<Record<Entry['status'], Line['delivery']>>> = {
  sent: 'sent',
  delivered: 'delivered',
  unknown: 'unknown',
  dead: 'failed',
};

function shown(thread: Thread, entry: Entry): Thread {
  const delivery = shownAs[entry.status] ?? 'waiting';
  return changeLine(thread, entry, (line) => ({ ...line, delivery }));
}

function changeLine(thread: Thread, entry: Entry, change: (line: Line) => Line): Thread {
  const mark = (talk: Talk): Talk =>
    talk.id === entry.talk
      ? { ...talk, transcript: talk.transcript.map((line) => (line.id === entry.id ? change(line) : line)) }
      : talk;
  return { ...thread, talk: thread.talk === null ? null : mark(thread.talk), ended: thread.ended.map(mark) };
}

/** A card that arrived is remembered, so that a later one can take its place. */
function remember(thread: Thread, before: Entry): Thread {
  const entry = thread.outbox.find((one) => one.id === before.id);
  if (entry?.message.kind !== 'card' || entry.providerId === null) return thread;
  const { key } = entry.message;
  const { providerId } = entry;
  return {
    ...thread,
    cards: [...thread.cards.filter((card) => card.key !== key), { key, providerId }].slice(-50),
  };
}

/** Says outside the window that something waits, once, with the approved template. The words follow the tap. */
function knock(thread: Thread, env: TurnEnv): Thread {
  const waiting = thread.outbox.some(
    (one) =>
      one.message.kind === 'text' && one.message.template?.name === knockTemplate && one.status !== 'dead',
  );
  if (waiting) return thread;
  const name = firstName(thread.profile);
  const language = languageOf(thread);
  const words = env.render(env.current, language, { key: 'app.knock', params: { name } });
  const text: OutMessage = {
    kind: 'text',
    text: words,
    choices: [
      { id: 'knock', label: env.render(env.current, language, { key: 'app.knock_button', params: {} }) },
    ],
    template: { name: knockTemplate, language, variables: [name], text: words },
  };
  return enqueue(thread, text, { talk: null, urgent: false, report: null }, env.now).thread;
}

/** Twilio's codes after which nothing arrives at that number any more: not on WhatsApp, blocked, opted out. */
const blocking = new Set(['63003', '63024', '63032', '21610']);

function outcomeOf(report: DeliveryReport): Outcome | null {
  const reason = `code ${report.code ?? 'unknown'}`;
  switch (report.status) {
    case 'sent':
      return { status: 'sent', providerId: report.providerId, final: false };
    case 'delivered':
    case 'read':
      return { status: 'delivered' };
    case 'retry':
      return { status: 'retry', afterMs: null, reason };
    case 'window_closed':
      return { status: 'window_closed' };
    case 'failed':
      return { status: 'failed', reason, blocks: blocking.has(report.code ?? '') };
  }
}
